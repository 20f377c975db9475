// Package entity finds the people, organisations and places that an article
// mentions, and says how much the article is about each of them.
//
// [Load] reads the word lists and the places, once. [Extractor.Find] takes an
// article through three steps: package recognise finds the names, resolve
// chooses the place that each location means, and found counts and weighs
// them. The words and names come from package gazetteer, whose lists are in
// package data.
//
// # Names
//
// A person is called by the fullest name in the article, and a lone surname is
// linked to the one person who has it. An organisation is called by its name
// in our list, or as written without the article and the legal form; a short
// form in brackets is linked to the long one. A place has the common English
// name in every language, the most populous place of a name keeps it bare
// ("Paris"), others have their region or country added ("Paris, Texas").
// Titles and possessives are no part of a name. Words for the people of a
// country ("Egyptian") are mentions of the country, marked as demonyms.
//
// Ids are made of kind and canonical name, so they are the same in every
// article and every run.
//
// # Salience
//
// Every mention of an entity has a weight:
//
//	2     in the title
//	2     in the dateline
//	1.75  in the first paragraph
//	1     in the rest of the body
//
// For actors the last one is multiplied by the density of the article: 1 up to
// 600 words, then 600 / words, at least 0.5; and an actor that the body quotes
// ("said Smith", "according to Smith") gets 0.75 times the density on top. So
// whoever is named once and quoted is salient in a short article (0.30) and
// not in a long one.
//
// A demonym weighs 0.4 of that. Every further quarter of the body in which the
// entity occurs adds 0.25. With w the sum, the salience is w / (w + 4): one
// mention in passing gives 0.20, one in the lead 0.30, one in the title 0.33,
// two far apart in the body 0.36. [SalienceThreshold] lies so that a passing
// mention is below it, and the title, the dateline, the lead or a repetition
// lifts an entity above; a country that is only there by a demonym needs four.
package entity
