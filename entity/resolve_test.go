package entity_test

import (
	"slices"
	"testing"

	"dateline/entity"
)

// TestTownsOfOneName: which town is meant tells what stands around it, or the
// country of the outlet; else it is the largest.
func TestTownsOfOneName(t *testing.T) {
	t.Parallel()
	x := load(t)
	tests := []struct{ name, town, body, source, want string }{
		{"Paris alone", "Paris", "Talks resumed in Paris on Monday.", "", "FR"},
		{"Paris and its state", "Paris", "Talks resumed in Paris, Texas, on Monday.", "", "US"},
		{"Paris among Texans", "Paris", "It rained in Dallas, Houston and Paris. The governor of Texas went to Paris.", "US", "US"},
		{"London alone", "London", "Talks resumed in London on Monday.", "", "GB"},
		{"London in Ontario", "London", "Talks resumed in London, Ontario, on Monday.", "", "CA"},
		{"Birmingham alone", "Birmingham", "Talks resumed in Birmingham on Monday.", "", "GB"},
		{"Birmingham in Alabama", "Birmingham", "Talks resumed in Birmingham, Alabama, on Monday.", "", "US"},
		{"Birmingham in an American paper", "Birmingham", "The governor of Alabama spoke in Birmingham. Montgomery lies in Alabama too.", "US", "US"},
		{"Cambridge near Boston", "Cambridge", "It rained in Boston and in Cambridge, Massachusetts.", "", "US"},
		{"Cambridge alone", "Cambridge", "Talks resumed in Cambridge on Monday.", "GB", "GB"},
		{"Alexandria in Egypt", "Alexandria", "It rained in Cairo and in Alexandria. Egypt is dry.", "", "EG"},
		{"Alexandria in Virginia", "Alexandria", "It rained in Alexandria, Virginia.", "", "US"},
		{"Athens in Greece", "Athens", "Talks resumed in Athens. Greece agreed.", "", "GR"},
		{"Athens in Georgia", "Athens", "Talks resumed in Athens, Georgia.", "", "US"},
		{"Perth alone", "Perth", "Talks resumed in Perth on Monday.", "", "AU"},
		{"Perth in Scotland", "Perth", "Talks resumed in Perth, Scotland, on Monday.", "", "GB"},
		{"Melbourne alone", "Melbourne", "Talks resumed in Melbourne on Monday.", "", "AU"},
		{"Melbourne in Florida", "Melbourne", "Talks resumed in Melbourne, Florida, on Monday.", "", "US"},
		{"Hamilton in New Zealand", "Hamilton", "It rained in Auckland, Wellington and Hamilton. New Zealand is wet.", "NZ", "NZ"},
		{"Hamilton in Canada", "Hamilton", "It rained in Toronto and in Hamilton, Ontario.", "", "CA"},
		{"Valencia in Spain", "Valencia", "It rained in Madrid and in Valencia. Spain is dry.", "", "ES"},
		{"Valencia in Venezuela", "Valencia", "It rained in Caracas and in Valencia. Venezuela is wet.", "", "VE"},
		{"Santiago in Chile", "Santiago", "Talks resumed in Santiago. Chile agreed.", "", "CL"},
		{"San José in Costa Rica", "San José", "Talks resumed in San José. Costa Rica agreed.", "", "CR"},
		{"San Jose in California", "San Jose", "It rained in San Francisco and in San Jose, California.", "", "US"},
		{"Tripoli in Libya", "Tripoli", "Talks resumed in Tripoli. Libya agreed.", "", "LY"},
		{"Tripoli in Lebanon", "Tripoli", "It rained in Beirut and in Tripoli, Lebanon.", "", "LB"},
		{"Hyderabad in India", "Hyderabad", "It rained in Mumbai and in Hyderabad. India is wet.", "", "IN"},
		{"Hyderabad in Pakistan", "Hyderabad", "It rained in Karachi and in Hyderabad. Pakistan is dry.", "", "PK"},
		{"Granada in Spain", "Granada", "It rained in Seville and in Granada. Spain is dry.", "", "ES"},
		{"Granada in Nicaragua", "Granada", "It rained in Managua and in Granada. Nicaragua is wet.", "", "NI"},
		{"Newcastle in Australia", "Newcastle", "It rained in Sydney and in Newcastle. Australia is dry.", "AU", "AU"},
		{"Victoria in Canada", "Victoria", "It rained in Vancouver and in Victoria, British Columbia.", "", "CA"},
		{"Georgia, the country", "Georgia", "Talks resumed in Tbilisi. Georgia agreed.", "", "GE"},
		{"Georgia, the state", "Georgia", "It rained in Atlanta and Savannah. Georgia is hot, as Florida is.", "US", "US"},
		{"Kingston in Jamaica", "Kingston", "It rained in Kingston. Jamaica is wet.", "", "JM"},
		{"Kingston in Ontario", "Kingston", "It rained in Toronto and in Kingston, Ontario.", "", "CA"},
		{"Wellington alone", "Wellington", "Talks resumed in Wellington on Monday.", "", "NZ"},
		{"Manchester in New Hampshire", "Manchester", "Talks resumed in Manchester, New Hampshire.", "", "US"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			found := x.Find(entity.Text{Body: tt.body, Lang: "en", Country: tt.source})
			got := countryOf(found, tt.town)
			if got != tt.want {
				t.Errorf("%s: %s is in %q, want %q", tt.body, tt.town, got, tt.want)
			}
		})
	}
}

// countryOf is the country of the place that the last mention of a name means.
func countryOf(found entity.Found, name string) string {
	id := ""
	for _, m := range found.Mentions {
		if m.Text == name {
			id = m.Entity
		}
	}
	i := slices.IndexFunc(found.Locations, func(p entity.Place) bool { return p.ID == id })
	if i < 0 {
		return ""
	}
	return found.Locations[i].Country
}
