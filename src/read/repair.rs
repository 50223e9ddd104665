//! Lines that are not YAML and can mean only one thing: text with a colon, quotation marks within quotation marks, several paragraphs between
//! two, hard spaces from a word processor before a key. Only a file that cannot be parsed is looked at. Lines keep their number.

use super::Repaired;

/// The text as it was meant, with what was done to which line.
pub(super) fn repair(text: &str) -> (String, Vec<Repaired>) {
    let mut out = String::with_capacity(text.len() + 64);
    let mut done: Vec<Repaired> = Vec::new();
    let lines: Vec<&str> = text.split('\n').collect();
    // Below a `|` or `>` everything that is indented further is text.
    let mut block: Option<usize> = None;
    // How far the last key of a map stood in.
    let mut before: Option<usize> = None;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let number = at + 1;
        at += 1;
        if number > 1 {
            out.push('\n');
        }
        let line = line.strip_suffix('\r').unwrap_or(line);
        let spaced = plain_spaces(line);
        if spaced != line {
            done.push(Repaired { line: number, what: "hard spaces as ordinary ones" });
        }
        let indent = spaced.len() - spaced.trim_start_matches(' ').len();
        if let Some(depth) = block {
            if spaced.trim().is_empty() || indent > depth {
                out.push_str(&spaced);
                continue;
            }
            // A paragraph that was pasted at the margin belongs to the text above it.
            if is_prose(&spaced) {
                done.push(Repaired { line: number, what: "a paragraph at the margin as part of the text above it" });
                out.extend(std::iter::repeat_n(' ', depth + 2));
                out.push_str(spaced.trim_start());
                continue;
            }
            block = None;
        }
        // A key that stands one space beside the one above it, from taking a `#` out, belongs under it.
        let spaced = match before.filter(|last| is_key_line(&spaced) && indent.abs_diff(*last) == 1) {
            Some(last) => {
                done.push(Repaired { line: number, what: "a key one space beside the one above it as under it" });
                format!("{}{}", " ".repeat(last), spaced.trim_start())
            }
            None => spaced,
        };
        let indent = spaced.len() - spaced.trim_start_matches(' ').len();
        if is_key_line(&spaced) {
            before = Some(indent);
        } else if !spaced.trim().is_empty() && !spaced.trim_start().starts_with('#') {
            before = None;
        }
        let Some((head, value)) = parted(&spaced).filter(|(_, value)| !value.starts_with('#')) else {
            out.push_str(&spaced);
            continue;
        };
        if value.starts_with(['|', '>'])
            && value.trim_start_matches(['|', '>', '-', '+']).trim_start_matches(|c: char| c.is_ascii_digit()).trim().is_empty()
        {
            block = Some(indent);
            out.push_str(&spaced);
            continue;
        }
        if let Some((value, lines_used)) = paragraphs(value, indent, lines.get(at..).unwrap_or_default()) {
            done.push(Repaired { line: number, what: "several lines between quotation marks as one text" });
            out.push_str(head);
            out.push_str(&value);
            at += lines_used;
            continue;
        }
        match meant(value) {
            Some((value, what)) => {
                done.push(Repaired { line: number, what });
                out.push_str(head);
                out.push_str(&value);
            }
            None => out.push_str(&spaced),
        }
    }
    (out, done)
}

/// A line whose indentation, and the space behind its key, is of ordinary spaces.
fn plain_spaces(line: &str) -> String {
    let hard = |c: char| matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{2003}' | '\u{2002}' | '\u{3000}');
    let indentation = line.len() - line.trim_start_matches(|c: char| c == ' ' || hard(c)).len();
    let (before, rest) = line.split_at(indentation);
    let mut out: String = before.chars().map(|_| ' ').collect();
    // Behind `- ` and `key:` too.
    let mut rest = rest;
    if let Some(after) = rest.strip_prefix('-').filter(|r| r.starts_with(hard)) {
        out.push('-');
        let spaces = after.len() - after.trim_start_matches(hard).len();
        out.push(' ');
        rest = after.get(spaces..).unwrap_or_default();
    }
    if let Some((key, value)) = rest.split_once(':')
        && is_key(key)
        && value.starts_with(hard)
    {
        out.push_str(key);
        out.push_str(": ");
        out.push_str(value.trim_start_matches(hard));
        return out;
    }
    out.push_str(rest);
    out
}

/// Whether a line is a sentence, and not a key with its value, an entry of a list or a comment.
fn is_prose(line: &str) -> bool {
    let text = line.trim();
    if text.starts_with(['#', '-', '{', '[', '}', ']']) || text == "..." {
        return false;
    }
    match text.split_once(':') {
        // `Mum: she is happy with it` is said, `iro_view: |` is a key.
        Some((key, rest)) if is_key(key) => key.starts_with(char::is_uppercase) && rest.split_whitespace().count() > 2,
        _ => text.contains(' '),
    }
}

/// Whether a line begins with a key of a map, and not with the `-` of a list.
fn is_key_line(line: &str) -> bool {
    line.trim_start()
        .split_once(':')
        .is_some_and(|(key, rest)| is_key(key) && !key.contains(' ') && !key.starts_with('-') && (rest.is_empty() || rest.starts_with(' ')))
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.len() <= 60 && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
}

/// A line as what stands before its value and the value: behind a key, or behind the `-` of a list.
fn parted(line: &str) -> Option<(&str, &str)> {
    let body = line.trim_start_matches(' ');
    let mut from = line.len() - body.len();
    let mut body = body;
    let mut listed = false;
    while let Some(rest) = body.strip_prefix("- ") {
        let rest_trimmed = rest.trim_start_matches(' ');
        from += body.len() - rest_trimmed.len();
        body = rest_trimmed;
        listed = true;
    }
    if let Some((key, value)) = body.split_once(": ")
        && is_key(key)
    {
        let value_from = from + key.len() + 2 + (value.len() - value.trim_start_matches(' ').len());
        return Some((line.get(..value_from)?, line.get(value_from..)?));
    }
    (listed && !body.is_empty()).then(|| Some((line.get(..from)?, line.get(from..)?))).flatten()
}

/// The value and the comment behind it.
fn without_comment(value: &str) -> (&str, &str) {
    match value.find(" #") {
        Some(at) => (value.get(..at).unwrap_or(value).trim_end(), value.get(at..).unwrap_or_default()),
        None => (value.trim_end(), ""),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// What a value of one line means that YAML cannot read, and what was done.
fn meant(value: &str) -> Option<(String, &'static str)> {
    let first = value.chars().next()?;
    let (text, comment) = without_comment(value);
    match first {
        '"' => {
            let end = closing(value, '"')?;
            let behind = value.get(end + 1..).unwrap_or_default();
            if behind.trim().is_empty() || behind.trim_start().starts_with('#') {
                return None;
            }
            // `""I like it here""`, `"Happy" she said`, `"She said "yes""`: all of the line is the text.
            let whole = text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).filter(|t| t.len() >= 2);
            let inner = whole.unwrap_or(text);
            Some((format!("{}{comment}", quoted(inner)), "quotation marks within quotation marks as text"))
        }
        '\'' => {
            let behind = closing(value, '\'').map(|end| value.get(end + 1..).unwrap_or_default());
            match behind {
                Some(rest) if rest.trim().is_empty() || rest.trim_start().starts_with('#') => None,
                _ => Some((format!("{}{comment}", quoted(text)), "an apostrophe at the beginning as text")),
            }
        }
        '{' => braces(text).map(|text| (format!("{text}{comment}"), "a text with a colon between { and } as text")),
        '|' | '>' => None,
        '[' => {
            // `[text] more` is no list; a list that goes on in the next line is one.
            let end = value.find(']')?;
            let behind = value.get(end + 1..).unwrap_or_default();
            let more = !behind.trim().is_empty() && !behind.trim_start().starts_with('#');
            more.then(|| (format!("{}{comment}", quoted(text)), "a bracket at the beginning as text"))
        }
        '*' | '&' | '!' | '%' | '@' | '`' | ']' | '}' | ',' => {
            Some((format!("{}{comment}", quoted(text)), "a mark at the beginning as text"))
        }
        _ if text.contains(": ") || text.ends_with(':') => Some((format!("{}{comment}", quoted(text)), "a text with a colon as text")),
        _ => None,
    }
}

/// A map between braces on one line, with quotation marks round each value that has a colon in it; none where nothing needs them.
fn braces(text: &str) -> Option<String> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    if inner.contains(['"', '\'', '[', '{']) && !inner.contains(": ") {
        return None;
    }
    // Commas part the entries where a key follows; elsewhere they are the text's own.
    let (mut entries, mut depth, mut mark, mut from): (Vec<&str>, i32, Option<char>, usize) = (Vec::new(), 0, None, 0);
    for (at, c) in inner.char_indices() {
        let opens = matches!(inner.get(..at).unwrap_or_default().trim_end().chars().last(), None | Some(':' | ',' | '[' | '{'));
        match c {
            '"' | '\'' if mark == Some(c) => mark = None,
            '"' | '\'' if mark.is_none() && opens => mark = Some(c),
            '[' | '{' if mark.is_none() && opens => depth += 1,
            ']' | '}' if mark.is_none() && depth > 0 => depth -= 1,
            ',' if mark.is_none() && depth == 0 && begins_key(inner.get(at + 1..).unwrap_or_default()) => {
                entries.push(inner.get(from..at)?);
                from = at + 1;
            }
            _ => {}
        }
    }
    if mark.is_some() || depth != 0 {
        return None;
    }
    entries.push(inner.get(from..)?);
    let mut changed = false;
    let mut out = Vec::new();
    for entry in entries {
        let (key, value) = entry.split_once(':')?;
        let value = value.trim();
        let is_text = !value.is_empty() && !value.starts_with(['"', '\'', '[', '{']);
        if !is_key(key.trim()) || key.trim().contains(' ') {
            return None;
        }
        if is_text && (value.contains(": ") || value.ends_with(':')) {
            changed = true;
            out.push(format!("{}: {}", key.trim(), quoted(value)));
        } else {
            out.push(entry.trim().to_owned());
        }
    }
    changed.then(|| format!("{{ {} }}", out.join(", ")))
}

/// Whether a text begins with a key of a map between braces.
fn begins_key(text: &str) -> bool {
    text.split_once(':').is_some_and(|(key, rest)| {
        let key = key.trim();
        is_key(key) && !key.contains(' ') && key.starts_with(|c: char| c.is_ascii_lowercase()) && (rest.is_empty() || rest.starts_with(' '))
    })
}

/// Where quoted text that begins a value ends, in bytes; none where it does not on this line.
fn closing(value: &str, mark: char) -> Option<usize> {
    let mut escaped = false;
    let mut rest = value.char_indices().skip(1).peekable();
    while let Some((at, c)) = rest.next() {
        match c {
            '\\' if mark == '"' && !escaped => escaped = true,
            c if c == mark && !escaped => {
                if mark == '\'' && rest.peek().is_some_and(|(_, next)| *next == '\'') {
                    rest.next();
                } else {
                    return Some(at);
                }
            }
            _ => escaped = false,
        }
    }
    None
}

/// Text that was pasted between two quotation marks and goes on over several lines: with its lines indented, so that YAML reads it, and its
/// paragraphs kept. Gives how many lines it takes besides the first.
fn paragraphs(value: &str, indent: usize, below: &[&str]) -> Option<(String, usize)> {
    if !value.starts_with('"') || closing(value, '"').is_some() {
        return None;
    }
    let ends = |line: &str| {
        let line = without_comment(line).0;
        line.ends_with('"') && !line.ends_with("\\\"")
    };
    let last = below.iter().position(|line| ends(line))?;
    // A line that begins a key before the end comes says that the mark was never closed.
    let is_next_key = |line: &str| {
        line.split_once(": ").is_some_and(|(key, rest)| {
            key.len() - key.trim_start().len() <= indent && is_key(key.trim()) && !key.trim().contains(' ') && !rest.is_empty()
        })
    };
    let text = below.get(..=last)?;
    if text.iter().take(last).any(|line| is_next_key(line)) {
        return None;
    }
    let escape = |line: &str| line.replace('"', "\\\"");
    let mut out = format!("\"{}", escape(value.get(1..)?.trim_end()));
    let mut blank = false;
    for (i, line) in text.iter().enumerate() {
        out.push('\n');
        let line = plain_spaces(line.strip_suffix('\r').unwrap_or(line));
        let line = line.trim();
        if line.is_empty() {
            blank = true;
            continue;
        }
        out.extend(std::iter::repeat_n(' ', indent + 2));
        // One empty line ends a line here; a paragraph is two.
        if std::mem::take(&mut blank) {
            out.push_str("\\n");
        }
        if i == last {
            let (body, comment) = without_comment(line);
            out.push_str(&escape(body.get(..body.len() - 1).unwrap_or_default()));
            out.push('"');
            out.push_str(comment);
        } else {
            out.push_str(&escape(line));
        }
    }
    Some((out, last + 1))
}

#[cfg(test)]
mod tests {
    use super::repair;

    fn read(text: &str) -> String {
        repair(text).0
    }

    #[test]
    fn what_can_mean_only_one_thing() {
        for (typed, meant) in [
            ("what: Meeting: at school", "what: \"Meeting: at school\""),
            ("  - what: Note: ask", "  - what: \"Note: ask\""),
            ("  - Note: ask again: today", "  - Note: \"ask again: today\""),
            ("words: \"\"I like it here\"\"", "words: \"\\\"I like it here\\\"\""),
            ("words: \"She said \"yes\" twice\"", "words: \"She said \\\"yes\\\" twice\""),
            ("words: \"Happy\" she said", "words: \"\\\"Happy\\\" she said\""),
            ("words: 'tis fine", "words: \"'tis fine\""),
            ("words: *important*", "words: \"*important*\""),
            ("words: @home", "words: \"@home\""),
            ("- { date: 2026-01-06, what: Phone call re: life story }", "- { date: 2026-01-06, what: \"Phone call re: life story\" }"),
            ("- { what: Call: school, home, by: 2026-01-06 }", "- { what: \"Call: school, home\", by: 2026-01-06 }"),
            ("words: [as before] and more", "words: \"[as before] and more\""),
            ("\u{a0}\u{a0}name: Ann", "  name: Ann"),
            ("name:\u{a0}Ann", "name: Ann"),
            ("a:\n  b: c\n   d: e", "a:\n  b: c\n  d: e"),
            ("a: |\n  One.\n\nTwo and more.\nb: c", "a: |\n  One.\n\n  Two and more.\nb: c"),
            ("text: \"One.\n\nTwo.\"\nnext: 1", "text: \"One.\n\n  \\nTwo.\"\nnext: 1"),
        ] {
            assert_eq!(read(typed), meant, "{typed}");
        }
    }

    #[test]
    fn what_is_yaml_stays() {
        for text in [
            "a: \"b: c\"",
            "a: 'it''s'",
            "a: [b, c]",
            "a: { b: c, d: e }",
            "a: |\n  Note: this\n  \"and\" that\nb: c",
            "a: \"one\n  two\"",
            "a: b # note: c",
            "a:\n  b: c\n  d:\n    e: f\ng: h",
            "a:     # note: c",
            "- a: b\n  c: d",
        ] {
            // A text over two lines that is indented as it has to be is written once more in the same words.
            assert_eq!(read(text), text, "{text}");
        }
        assert_eq!(read("a: \"never closed\nb: c\nd: \"e\""), "a: \"never closed\nb: c\nd: \"e\"", "nobody knows where it ends");
    }
}
