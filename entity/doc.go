// Package entity finds the people, organisations and places that an article
// mentions, and says how much the article is about each of them.
package entity
