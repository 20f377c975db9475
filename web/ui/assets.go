package ui

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"
)

//go:embed static/*
var staticFiles embed.FS

const staticPath = "/static/"

// assets are the files that pages refer to. Each has a hash of its content in
// its name, so that a browser may keep it for good.
type assets struct {
	files map[string]asset // by hashed name
	// style, script and icon are addresses.
	style, script, icon string
}

type asset struct {
	contentType string
	content     []byte
}

func loadAssets() (assets, error) {
	a := assets{files: map[string]asset{}}
	for name, address := range map[string]*string{"app.css": &a.style, "app.js": &a.script, "icon.svg": &a.icon} {
		content, err := staticFiles.ReadFile("static/" + name)
		if err != nil {
			return assets{}, fmt.Errorf("asset: %w", err)
		}
		sum := sha256.Sum256(content)
		ext := path.Ext(name)
		hashed := strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:6]) + ext
		a.files[hashed] = asset{contentType: mime.TypeByExtension(ext), content: content}
		*address = staticPath + hashed
	}
	return a, nil
}

// serve answers with exactly the names that pages use: no path is joined, no
// file is looked up.
func (a assets) serve(c echo.Context) error {
	file, ok := a.files[c.Param("name")]
	if !ok {
		return echo.ErrNotFound
	}
	c.Response().Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	return c.Blob(http.StatusOK, file.contentType, file.content)
}
