//! Pictures for a report: a logo, a picture on its cover. An SVG is read and written anew, so that nothing in it runs or reaches for another
//! file; a PNG is put into an SVG, so that PDF and page have one kind of picture.

use std::path::Path;

use base64::Engine as _;
use serde::Serialize;

use crate::fs;

/// A picture, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Image {
    /// SVG.
    pub svg: String,
    /// How wide it is beside its height.
    pub ratio: f32,
}

/// The most pixels that a PNG may have on a side: 300 dots an inch over a page of A4.
const SIDE: u32 = 3600;

impl Image {
    /// The same as an address that holds it, for a page.
    #[must_use]
    pub fn uri(&self) -> String {
        format!("data:image/svg+xml;base64,{}", base64::engine::general_purpose::STANDARD.encode(&self.svg))
    }

    /// Reads a PNG or SVG.
    ///
    /// # Errors
    /// Why it cannot be used, in words.
    pub fn read(path: &Path) -> Result<Self, String> {
        let bytes = fs::read(path).map_err(|error| match error {
            fs::ReadError::Io(e) if e.kind() == std::io::ErrorKind::NotFound => "it is not there".to_owned(),
            fs::ReadError::Io(e) => e.kind().to_string(),
            other => other.to_string(),
        })?;
        Self::of(&bytes)
    }

    /// The same of bytes.
    ///
    /// # Errors
    /// As [`Image::read`].
    pub fn of(bytes: &[u8]) -> Result<Self, String> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return png(bytes);
        }
        if bytes.starts_with(b"\xFF\xD8") {
            return Err("it is a JPEG: save it as PNG".to_owned());
        }
        let text = std::str::from_utf8(bytes).map_err(|_| "it is neither PNG nor SVG".to_owned())?;
        if !text.contains("<svg") {
            return Err("it is neither PNG nor SVG".to_owned());
        }
        if text.contains("<text") {
            return Err("its text needs a font of another machine: save it with text as outlines, or as PNG".to_owned());
        }
        drawn(text)
    }
}

fn png(bytes: &[u8]) -> Result<Image, String> {
    let broken = |_| "it is a PNG that cannot be read".to_owned();
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().map_err(broken)?;
    let (width, height) = (reader.info().width, reader.info().height);
    if width.max(height) > SIDE {
        return Err(format!("it has {width} by {height} pixels: at most {SIDE} on a side are needed"));
    }
    let mut pixels = vec![0; reader.output_buffer_size().ok_or_else(|| "it is too large".to_owned())?];
    reader.next_frame(&mut pixels).map_err(broken)?;
    let data = base64::engine::general_purpose::STANDARD.encode(bytes);
    drawn(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"><image width=\"{width}\" height=\"{height}\" \
         href=\"data:image/png;base64,{data}\"/></svg>"
    ))
}

/// An SVG with nothing in it but what is drawn.
fn drawn(text: &str) -> Result<Image, String> {
    let options = usvg::Options {
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
            // Another file is none of this picture.
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(text, &options).map_err(|_| "it is an SVG that cannot be read".to_owned())?;
    let size = tree.size();
    Ok(Image { svg: tree.to_string(&usvg::WriteOptions::default()), ratio: size.width() / size.height() })
}

#[cfg(test)]
mod tests {
    use super::Image;

    #[test]
    fn nothing_in_a_picture_runs_or_reaches_for_another_file() -> Result<(), String> {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20' onload='alert(1)'><script>alert(2)</script>\
                   <style>@import url(https://example.org/x.css);</style><image href='/etc/passwd' width='4' height='4'/>\
                   <image href='https://example.org/x.png' width='4' height='4'/><a href='javascript:alert(3)'><rect width='40' height='20' fill='#123456'/></a></svg>";
        let image = Image::of(svg.as_bytes())?;
        assert!((image.ratio - 2.0).abs() < 0.01 && image.svg.contains("#123456"), "{}", image.svg);
        for bad in ["alert", "script", "example.org", "passwd", "javascript", "import"] {
            assert!(!image.svg.contains(bad), "{}", image.svg);
        }
        Ok(())
    }

    #[test]
    fn what_is_no_picture_is_said_to_be_none() {
        for (bytes, why) in [
            (&b"\xFF\xD8\xFF\xE0"[..], "JPEG"),
            (b"hello", "neither"),
            (b"<svg", "cannot be read"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'><text>A</text></svg>", "outlines"),
            (b"\x89PNG\r\n\x1a\nshort", "cannot be read"),
        ] {
            assert!(Image::of(bytes).is_err_and(|e| e.contains(why)), "{why}");
        }
    }
}
