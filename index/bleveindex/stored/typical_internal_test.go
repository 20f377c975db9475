package stored

import (
	"flag"
	"os"
	"slices"
	"testing"

	"github.com/klauspost/compress/zstd"

	"dateline/corpus"
	"dateline/entity"
	"dateline/index"
)

var makeTypical = flag.Bool("make-typical", false, "make typical.dict anew: older indexes cannot be read any more, so change the format in index/bleveindex too")

// Places that news is about, for their names, coordinates and what they lie in.
const places = `Afghanistan. Albania. Algeria. Angola. Argentina. Armenia. Australia. Austria. Azerbaijan. Bangladesh.
Belarus. Belgium. Bolivia. Bosnia and Herzegovina. Brazil. Bulgaria. Cameroon. Canada. Chad. Chile. China. Colombia. Congo. Croatia.
Cuba. Cyprus. Czech Republic. Denmark. Ecuador. Egypt. El Salvador. Ethiopia. Estonia. Finland. France. Germany. Ghana. Greece.
Guatemala. Haiti. Honduras. Hungary. Iceland. India. Indonesia. Iran. Iraq. Ireland. Israel. Italy. Ivory Coast. Jamaica. Japan.
Jordan. Kazakhstan. Kenya. Kuwait. Latvia. Lebanon. Libya. Lithuania. Malaysia. Mali. Mexico. Morocco. Mozambique. Myanmar. Nepal.
Netherlands. New Zealand. Nicaragua. Niger. Nigeria. North Korea. Norway. Oman. Pakistan. Palestine. Panama. Peru. Philippines. Poland.
Portugal. Qatar. Romania. Russia. Rwanda. Saudi Arabia. Senegal. Serbia. Singapore. Slovakia. Slovenia. Somalia. South Africa.
South Korea. Spain. Sri Lanka. Sudan. Sweden. Switzerland. Syria. Taiwan. Tanzania. Thailand. Tunisia. Turkey. Uganda. Ukraine.
United Arab Emirates. United Kingdom. United States. Uruguay. Uzbekistan. Venezuela. Vietnam. Yemen. Zambia. Zimbabwe. Kabul. Athens.
Baghdad. Bangkok. Barcelona. Beirut. Bogotá. Boston. Brussels. Buenos Aires. Cairo. Cape Town. Copenhagen. Damascus. Delhi. Dubai.
Dublin. Frankfurt. Gaza. Geneva. Istanbul. Jakarta. Jerusalem. Johannesburg. Karachi. Kyiv. Lagos. Lisbon. Madrid. Manila. Melbourne.
Milan. Montreal. Mumbai. Munich. Nairobi. Oslo. Ottawa. Prague. Rio de Janeiro. Rome. San Francisco. São Paulo. Seoul. Shanghai.
Stockholm. Sydney. Taipei. Tehran. Tel Aviv. Toronto. Vienna. Warsaw. Zurich. England. Scotland. Florida. Illinois. Ohio. Dallas.
Houston. Philadelphia. Atlanta. Detroit. Chicago. Texas. California. Los Angeles. Hong Kong. Beijing. Moscow. Berlin. Tokyo. Paris.
Washington. New York. London. Europe. Asia. Africa.`

// What else texts of articles have in common, the most usual at the end.
const phrases = `according to officials, who was said to have been in the country since last year, told reporters on Monday that the government ` +
	`would not comment on the report. The company, which is based in the city, said in a statement that it had agreed to buy the rest of its shares ` +
	`for about 10 million dollars. "We will be able to do more in the coming months," he said. The minister added that there had been no talks ` +
	`between the two countries, but that these would begin next week.` + paragraphBreak + `https://www.`

// TestMakeTypical makes the dictionary of texts that were written for this
// repository, so that no newspaper's words lie in it.
func TestMakeTypical(t *testing.T) {
	if !*makeTypical {
		t.Skip("only with -make-typical")
	}
	const ofSample = 16 << 10
	extractor, err := entity.Load()
	if err != nil {
		t.Fatal(err)
	}
	var contents [][]byte
	for _, doc := range sample(t, extractor) {
		f := &form{}
		f.write()
		f.document(doc)
		contents = append(contents, f.texts.out)
	}
	var history []byte
	for _, texts := range contents {
		history = append(history, texts[:min(len(texts), ofSample/len(contents))]...)
	}
	f := &form{}
	f.write()
	found := extractor.Find(entity.Text{Body: places, Lang: "en"}).Locations
	for i := range slices.Backward(found) {
		f.beside(func() { f.place(&found[i]) })
	}
	history = slices.Concat(history, f.texts.out, []byte(phrases))
	dict, err := zstd.BuildDict(zstd.BuildDictOptions{
		ID: 1, Contents: contents, History: history, Offsets: [3]int{1, 4, 8}, Level: zstd.SpeedFastest,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("typical.dict", dict, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d articles, %d places, %d bytes", len(contents), len(found), len(dict))
}

// sample are the sample articles as the indexer makes them.
func sample(t testing.TB, extractor *entity.Extractor) []*index.Document {
	t.Helper()
	var docs []*index.Document
	for input, err := range corpus.Inputs(t.Context(), "../../../sample", corpus.Options{}) {
		if err != nil {
			continue // some are broken on purpose
		}
		a, err := input.Parse(t.Context())
		if err != nil {
			continue
		}
		found := extractor.Find(entity.Text{Title: a.Title, Dateline: a.Dateline, Body: a.Body, Lang: a.Lang, Country: a.Source.Country})
		docs = append(docs, &index.Document{Article: a, Actors: found.Actors, Locations: found.Locations, Mentions: found.Mentions})
	}
	return docs
}
