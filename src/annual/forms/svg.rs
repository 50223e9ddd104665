//! Charts as SVG, for the page: the same pieces, signs and numbers as in print.

use std::fmt::Write as _;

use crate::annual::chart::{Bar, Chart, Kind};

/// Width of the drawing, in units of about a pixel.
const WIDTH: f64 = 760.0;
const BAR: f64 = 28.0;
const GAP: f64 = 10.0;

/// The look of a piece: fill, ink and sign.
fn look(key: &str, accent: &str) -> (String, &'static str, &'static str) {
    match key {
        "red" => ("#a3161c".to_owned(), "#ffffff", "■ "),
        "amber" => ("#f2bd57".to_owned(), "#1a2228", "▲ "),
        "green" => ("#2b7547".to_owned(), "#ffffff", "● "),
        "one" => (accent.to_owned(), "#ffffff", ""),
        "two" => ("url(#dots)".to_owned(), "#1a2228", ""),
        _ => ("#ffffff".to_owned(), "#1a2228", ""),
    }
}

/// A chart. It is hidden from screen readers: the words for it stand beside it, and its table below.
pub(super) fn svg(chart: &Chart, accent: &str, patterns: bool) -> String {
    let mut out = String::new();
    let height = match chart.kind {
        Kind::Years => draw_years(chart, accent, &mut out),
        Kind::Line => draw_lines(chart, accent, &mut out),
        _ => draw_bars(chart, accent, &mut out),
    };
    let mut y = height + 8.0;
    if chart.series.len() > 1 {
        let mut x = 0.0;
        for s in &chart.series {
            let (fill, _, sign) = look(&s.look, accent);
            let words = format!("{sign}{}", s.title);
            let width = 34.0 + text_width(&words);
            if x + width > WIDTH {
                x = 0.0;
                y += 24.0;
            }
            let middle = (x + 7.5, y + 7.5);
            // A line is told by its marks.
            let _ = match (chart.kind, s.look.as_str()) {
                (Kind::Line, "one") => {
                    write!(
                        out,
                        r##"<circle cx="{:.1}" cy="{:.1}" r="5.5" fill="{fill}" stroke="#1a2228" stroke-width="0.8"/>"##,
                        middle.0, middle.1
                    )
                }
                (Kind::Line, _) => write!(
                    out,
                    r##"<rect x="{:.1}" y="{:.1}" width="10" height="10" fill="#dfe7ee" stroke="#1a2228" stroke-width="0.8" transform="rotate(45 {:.1} {:.1})"/>"##,
                    middle.0 - 5.0,
                    middle.1 - 5.0,
                    middle.0,
                    middle.1
                ),
                _ => write!(
                    out,
                    r##"<rect x="{x:.1}" y="{y:.1}" width="15" height="15" fill="{fill}" stroke="#1a2228" stroke-width="0.8"/>"##
                ),
            };
            text(&mut out, x + 21.0, y + 13.0, "start", "#1a2228", false, &words);
            x += width + 14.0;
        }
        y += 26.0;
    }
    if let (Some((_, words)), Kind::Years | Kind::Line) = (&chart.target, chart.kind) {
        let _ = write!(
            out,
            r##"<line x1="0" x2="28" y1="{0:.1}" y2="{0:.1}" stroke="#a3161c" stroke-width="2" stroke-dasharray="6 4"/>"##,
            y + 8.0
        );
        text(&mut out, 36.0, y + 13.0, "start", "#1a2228", false, words);
        y += 24.0;
    }
    if let Some((_, _, words)) = &chart.band {
        let _ = write!(out, r##"<rect x="0" y="{y:.1}" width="15" height="15" fill="#e1e1e1" stroke="#1a2228" stroke-width="0.8"/>"##);
        text(&mut out, 21.0, y + 13.0, "start", "#1a2228", false, words);
        y += 24.0;
    }
    if chart.bars.iter().any(|b| b.rest > 0.0) {
        let _ =
            write!(out, r##"<rect x="0" y="{y:.1}" width="15" height="15" fill="url(#stripes)" stroke="#1a2228" stroke-width="0.8"/>"##);
        text(&mut out, 21.0, y + 13.0, "start", "#1a2228", false, "Not shown: small numbers");
        y += 24.0;
    }
    // Defined once a page: a second pattern of the same name would be a fault of the page.
    let defs = if patterns { PATTERNS } else { "" };
    format!(
        r##"<svg viewBox="0 -6 {WIDTH} {0:.0}" width="{WIDTH}" height="{0:.0}" aria-hidden="true" focusable="false">{defs}{out}</svg>"##,
        y + 6.0
    )
}

/// Stripes for what is not shown, dots for the second of two.
const PATTERNS: &str = r##"<defs><pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#ffffff"/><path d="M0 6L6 0" stroke="#4a5660" stroke-width="1"/></pattern><pattern id="dots" width="7" height="7" patternUnits="userSpaceOnUse"><rect width="7" height="7" fill="#dfe7ee"/><circle cx="3.5" cy="3.5" r="1.1" fill="#4a5660"/></pattern></defs>"##;

fn draw_bars(chart: &Chart, accent: &str, out: &mut String) -> f64 {
    let longest = chart.bars.iter().map(|b| text_width(&b.label)).fold(60.0, f64::max).min(260.0);
    let (left, end) = (longest + 12.0, if chart.unit.len() > 1 { 92.0 } else { 62.0 });
    let room = WIDTH - left - end;
    let mut y = 4.0;
    for bar in &chart.bars {
        let lines = wrapped(&bar.label, longest);
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let height = BAR.max(lines.len() as f64 * 18.0);
        let top = y + (height - BAR) / 2.0;
        for (line, at) in lines.iter().zip(0i16..) {
            #[expect(clippy::cast_precision_loss, reason = "a few lines")]
            let first = y + height / 2.0 - (lines.len() as f64 - 1.0) * 9.0 + 5.0;
            text(out, longest, first + f64::from(at) * 18.0, "end", "#1a2228", false, line);
        }
        let sum: f64 = bar.values.iter().flatten().sum::<f64>() + bar.rest;
        let whole = if chart.kind == Kind::Shares { sum } else { chart.max }.max(0.001);
        if let (Some((low, high, _)), Kind::Stacked) = (&chart.band, chart.kind) {
            let (x, width) = (left + low / whole * room, (high - low) / whole * room);
            let _ = write!(
                out,
                r##"<rect x="{x:.1}" y="{:.1}" width="{width:.1}" height="{:.1}" fill="#e1e1e1"/>"##,
                y - GAP / 2.0,
                height + GAP
            );
        }
        pieces(chart, bar, accent, (left, top, room / whole), out);
        let words = if chart.series.len() == 1 {
            format!("{}{}", bar.shown.first().map_or("", String::as_str), chart.unit)
        } else {
            bar.total.clone()
        };
        text(out, WIDTH - end + 8.0, top + 19.0, "start", "#1a2228", true, &words);
        y += height + GAP;
    }
    y
}

fn pieces(chart: &Chart, bar: &Bar, accent: &str, (left, top, scale): (f64, f64, f64), out: &mut String) {
    let mut x = left;
    // A bar of one piece has its number at its end.
    let single = chart.series.len() == 1;
    for ((value, series), shown) in bar.values.iter().zip(&chart.series).zip(&bar.shown) {
        let Some(value) = value.filter(|v| *v > 0.0) else { continue };
        let width = value * scale;
        let (fill, ink, sign) = look(&series.look, accent);
        let _ = write!(
            out,
            r##"<rect x="{x:.1}" y="{top:.1}" width="{width:.1}" height="{BAR}" fill="{fill}" stroke="#1a2228" stroke-width="0.8"/>"##
        );
        let words = if text_width(&format!("{sign}{shown}")) + 8.0 < width { format!("{sign}{shown}") } else { shown.clone() };
        if !single && text_width(&words) + 6.0 < width {
            if series.look == "two" {
                let box_width = text_width(&words) + 4.0;
                let _ = write!(
                    out,
                    r##"<rect x="{:.1}" y="{:.1}" width="{box_width:.1}" height="20" fill="#ffffff"/>"##,
                    x + (width - box_width) / 2.0,
                    top + 4.0
                );
            }
            text(out, x + width / 2.0, top + 19.0, "middle", ink, true, &words);
        }
        x += width;
    }
    if bar.rest > 0.0 {
        let width = bar.rest * scale;
        let _ = write!(
            out,
            r##"<rect x="{x:.1}" y="{top:.1}" width="{width:.1}" height="{BAR}" fill="url(#stripes)" stroke="#1a2228" stroke-width="0.8"/>"##
        );
    }
}

fn draw_years(chart: &Chart, accent: &str, out: &mut String) -> f64 {
    let height = 220.0;
    let at = |v: f64| (v - chart.min) / (chart.max - chart.min).max(0.001) * height;
    if let Some((target, _)) = chart.target {
        let y = height - at(target);
        let _ = write!(
            out,
            r##"<line x1="0" x2="{WIDTH}" y1="{y:.1}" y2="{y:.1}" stroke="#a3161c" stroke-width="2" stroke-dasharray="6 4"/>"##
        );
    }
    #[expect(clippy::cast_precision_loss, reason = "a few years")]
    let step = WIDTH / chart.bars.len().max(1) as f64;
    for (bar, i) in chart.bars.iter().zip(0i16..) {
        let middle = (f64::from(i) + 0.5) * step;
        let own = bar.values.first().copied().flatten();
        let nation = bar.values.get(1).copied().flatten();
        let width = 46.0;
        let mut column = |value: f64, x: f64, key: &str, shown: &str| {
            let (fill, ink, _) = look(key, accent);
            let h = at(value);
            let _ = write!(
                out,
                r##"<rect x="{x:.1}" y="{:.1}" width="{width}" height="{h:.1}" fill="{fill}" stroke="#1a2228" stroke-width="0.8"/>"##,
                height - h
            );
            if key == "two" {
                let _ = write!(
                    out,
                    r##"<rect x="{:.1}" y="{:.1}" width="{:.1}" height="20" fill="#ffffff"/>"##,
                    x + 4.0,
                    height - h + 4.0,
                    width - 8.0
                );
            }
            text(out, x + width / 2.0, height - h + 19.0, "middle", ink, true, shown);
        };
        let shown = |n: usize| bar.shown.get(n).map_or("", String::as_str);
        match (own, nation) {
            (Some(own), Some(nation)) => {
                column(own, middle - width - 1.0, "one", shown(0));
                column(nation, middle + 1.0, "two", shown(1));
            }
            (Some(own), None) => column(own, middle - width / 2.0, "one", shown(0)),
            (None, Some(nation)) => column(nation, middle - width / 2.0, "two", shown(1)),
            (None, None) => {}
        }
        text(out, middle, height + 20.0, "middle", "#1a2228", true, &bar.label);
    }
    let _ = write!(out, r##"<line x1="0" x2="{WIDTH}" y1="{height}" y2="{height}" stroke="#1a2228" stroke-width="1"/>"##);
    height + 30.0
}

/// Our line with filled rounds, the nation's broken and with squares: each can be told without its colour.
fn draw_lines(chart: &Chart, accent: &str, out: &mut String) -> f64 {
    let height = 220.0;
    let at = |v: f64| height - (v - chart.min) / (chart.max - chart.min).max(0.001) * height;
    if let Some((target, _)) = chart.target {
        let _ = write!(
            out,
            r##"<line x1="0" x2="{WIDTH}" y1="{0:.1}" y2="{0:.1}" stroke="#a3161c" stroke-width="2" stroke-dasharray="6 4"/>"##,
            at(target)
        );
    }
    #[expect(clippy::cast_precision_loss, reason = "a few years")]
    let step = WIDTH / chart.bars.len().max(1) as f64;
    for (which, dash) in [(1, r#" stroke-dasharray="3 4""#), (0, "")] {
        let ink = if which == 0 { accent } else { "#4a5660" };
        let mut before: Option<(f64, f64)> = None;
        for (bar, i) in chart.bars.iter().zip(0i16..) {
            let Some(value) = bar.values.get(which).copied().flatten() else { continue };
            let (x, y) = ((f64::from(i) + 0.5) * step, at(value));
            if let Some((x1, y1)) = before.replace((x, y)) {
                let _ = write!(out, r##"<line x1="{x1:.1}" y1="{y1:.1}" x2="{x:.1}" y2="{y:.1}" stroke="{ink}" stroke-width="3"{dash}/>"##);
            }
        }
    }
    for (bar, i) in chart.bars.iter().zip(0i16..) {
        let x = (f64::from(i) + 0.5) * step;
        let value = |n: usize| bar.values.get(n).copied().flatten();
        for (which, other) in [(0, 1), (1, 0)] {
            let Some(own) = value(which) else { continue };
            let y = at(own);
            let _ = match which {
                0 => write!(out, r##"<circle cx="{x:.1}" cy="{y:.1}" r="5.5" fill="{accent}" stroke="#1a2228" stroke-width="0.8"/>"##),
                _ => write!(
                    out,
                    r##"<rect x="{:.1}" y="{:.1}" width="10" height="10" fill="#dfe7ee" stroke="#1a2228" stroke-width="0.8" transform="rotate(45 {x:.1} {y:.1})"/>"##,
                    x - 5.0,
                    y - 5.0
                ),
            };
            // The higher of two has its number above.
            let is_above = value(other).is_none_or(|o| own > o || which == 0 && (own - o).abs() < f64::EPSILON);
            // What stands at the top or at the foot has it on the other side.
            let is_above = (is_above || y > height - 24.0) && y > 16.0;
            let words = bar.shown.get(which).map_or("", String::as_str);
            let (width, foot) = (text_width(words), if is_above { y - 11.0 } else { y + 24.0 });
            // The number stands clear of any line behind it.
            let _ =
                write!(out, r##"<rect x="{:.1}" y="{:.1}" width="{width:.1}" height="18" fill="#ffffff"/>"##, x - width / 2.0, foot - 14.0);
            text(out, x, foot, "middle", "#1a2228", which == 0, words);
        }
        text(out, x, height + 20.0, "middle", "#1a2228", true, &bar.label);
    }
    let _ = write!(out, r##"<line x1="0" x2="{WIDTH}" y1="{height}" y2="{height}" stroke="#1a2228" stroke-width="1"/>"##);
    height + 30.0
}

fn text(out: &mut String, x: f64, y: f64, anchor: &str, ink: &str, bold: bool, words: &str) {
    let weight = if bold { r#" font-weight="700""# } else { "" };
    let _ = write!(out, r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}" fill="{ink}"{weight}>{}</text>"#, super::html::escape(words));
}

/// About how wide a text of 16 units is.
#[expect(clippy::cast_precision_loss, reason = "words are short")]
fn text_width(words: &str) -> f64 {
    words.chars().count() as f64 * 8.8
}

/// A label in lines of a width.
fn wrapped(label: &str, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in label.split_whitespace() {
        match lines.last_mut() {
            Some(line) if text_width(line) + text_width(word) + 8.0 <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
