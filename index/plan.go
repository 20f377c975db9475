package index

import (
	"slices"
	"time"

	"dateline/query"
)

// impliedFacet repeats what two others count: it is left out unless it is
// asked for.
const impliedFacet = "actor"

// newPlan decides all that a request leaves open, except the timeline.
func newPlan(req query.Request, where query.Expr, now time.Time) (Plan, *cursor, error) {
	plan := Plan{
		Where:   where,
		Filters: req.Filters,
		Now:     now,
		Sort:    req.Sort,
		Size:    clamp(req.Size, query.MaxSize),
		Facets:  facetPlans(req),
	}
	plan.From, _ = req.From.Span(now)
	plan.To, _ = req.To.Span(now)
	if plan.Sort == "" {
		plan.Sort = query.Newest
		if query.HasText(where, Fields) {
			plan.Sort = query.Relevance
		}
	}
	if req.Recency > 0 {
		plan.Recency = Recency{HalfLife: min(req.Recency, query.MaxRecency), Today: dayNumber(now.Unix())}
	}
	place, err := parseCursor(req.Cursor, plan.Sort)
	if place != nil && req.Recency > 0 {
		plan.Recency.Today = place.Today
	}
	switch {
	case err != nil || place == nil:
	case place.Back:
		plan.Before = place.key()
	default:
		plan.After = place.key()
	}
	return plan, place, err
}

func facetPlans(req query.Request) []FacetPlan {
	var plans []FacetPlan
	for _, field := range Fields.Facets() {
		include, exclude := req.Chosen(field.Name)
		chosen := slices.Concat(include, exclude)
		wanted := field.Name != impliedFacet || len(chosen) > 0
		if req.Facets != nil {
			wanted = slices.Contains(req.Facets, field.Name)
		}
		if wanted {
			plans = append(plans, FacetPlan{
				Field: field.Name, Size: clamp(req.FacetSize, query.MaxFacetSize), Selected: chosen,
			})
		}
	}
	return plans
}

func clamp(n, most int) int { return max(0, min(n, most)) }
