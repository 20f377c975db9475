package corpus

import "strings"

// asHTML closes the empty elements of XHTML, which a parser of HTML takes for
// open: after <script/> all the rest would be script. Other pages are left as
// they are.
func asHTML(text string) string {
	start := text[:min(len(text), sniffLength)]
	if !strings.HasPrefix(start, "<?xml") && !strings.Contains(start, "http://www.w3.org/1999/xhtml") {
		return text
	}
	var b strings.Builder
	for {
		end := strings.Index(text, "/>")
		if end < 0 {
			b.WriteString(text)
			return b.String()
		}
		name := ""
		if open := strings.LastIndexByte(text[:end], '<'); open >= 0 {
			name = tagName(text[open+1 : end])
		}
		if name == "" || isVoid(name) {
			b.WriteString(text[:end+len("/>")])
		} else {
			b.WriteString(text[:end] + "></" + name + ">")
		}
		text = text[end+len("/>"):]
	}
}

// tagName is the name at the beginning of a tag, "" for what is no tag.
func tagName(tag string) string {
	end := strings.IndexFunc(tag, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-'
	})
	if end < 0 {
		end = len(tag)
	}
	if strings.Contains(tag, ">") { // the bracket stands in a text
		return ""
	}
	return tag[:end]
}

// isVoid knows the elements that have no end in HTML.
func isVoid(name string) bool {
	switch strings.ToLower(name) {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}
