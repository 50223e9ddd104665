//! Phone numbers by their national digits, and case numbers in the ways in which they are typed.

/// The phone numbers that a field holds, by their national digits without the leading nought; what is said of an extension is left out.
#[must_use]
pub fn numbers(field: &str) -> Vec<String> {
    let mut out = Vec::new();
    for part in field.split(['/', ',', ';', '\n', '|']).flat_map(|p| p.split(" or ")).flat_map(|p| p.split(" and ")) {
        // Behind `ext` or `x` comes an extension, where a number stands before it.
        let digits_before = |at: usize| part.get(..at).is_some_and(|t| t.bytes().filter(u8::is_ascii_digit).count() >= 6);
        let part = part
            .char_indices()
            .find(|(at, c)| matches!(c, 'x' | 'X' | 'e' | 'E') && digits_before(*at))
            .and_then(|(at, _)| part.get(..at))
            .unwrap_or(part);
        let mut rows: Vec<String> = Vec::new();
        for row in part.split_whitespace() {
            let own: String = row.chars().filter(char::is_ascii_digit).collect();
            match rows.last_mut() {
                // A nought behind a whole number begins another one.
                Some(before) if !(own.starts_with('0') && before.len() >= 10) => before.push_str(&own),
                _ => rows.push(own),
            }
        }
        for digits in rows {
            let national = digits.strip_prefix("0044").or_else(|| digits.strip_prefix("44").filter(|d| d.len() >= 9)).unwrap_or(&digits);
            let national = national.strip_prefix('0').unwrap_or(national);
            if national.len() >= 6 {
                out.push(national.to_owned());
            }
        }
    }
    out
}

/// The digits of a number to which an extension is joined; empty for what is none.
#[must_use]
pub fn before_extension(word: &str) -> &str {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = word.split_at(digits);
    let extension = ["ext", "x", "e"].iter().find_map(|mark| rest.strip_prefix(mark));
    if digits >= 6 && extension.is_some_and(|e| e.bytes().all(|b| b.is_ascii_digit())) { number } else { "" }
}

/// How many of a number's last digits are dialled where it is: behind an area code of two, three or four digits. Source: Ofcom's National
/// Telephone Numbering Plan, geographic area codes.
pub fn local_lengths(number: &str) -> impl Iterator<Item = usize> {
    let own = match number.as_bytes() {
        _ if number.len() != 10 => 6,
        [b'2', ..] => 8,
        [b'1', b'1', ..] | [b'1', _, b'1', ..] => 7,
        _ => 6,
    };
    [6, own].into_iter().take(if own == 6 { 1 } else { 2 })
}

/// A case number as it is typed: with a space or hyphen between its letters and digits, or without; also without the letters behind it, and
/// of long ones the digits alone. None for what is no number.
pub fn number_forms(number: &str) -> Vec<Vec<String>> {
    let mut parts: Vec<String> = Vec::new();
    let mut before = None;
    for c in number.chars() {
        let digit = c.is_ascii_digit();
        match parts.last_mut().filter(|_| before == Some(digit)) {
            Some(part) => part.push(c),
            None => parts.push(c.to_string()),
        }
        before = Some(digit);
    }
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    if !(2..=4).contains(&parts.len()) || digits < 4 {
        return Vec::new();
    }
    let mut out = vec![vec![parts.concat()], parts.clone()];
    if let [front @ .., last] = parts.as_slice()
        && front.len() > 1
        && digits >= 6
        && !last.starts_with(|c: char| c.is_ascii_digit())
    {
        out.push(vec![front.concat()]);
        out.push(vec![front.concat(), last.clone()]);
        out.push(front.to_vec());
    }
    out.extend(
        parts.iter().filter(|part| part.len() >= 7 && part.starts_with(|c: char| c.is_ascii_digit())).map(|part| vec![part.clone()]),
    );
    out
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn one_number_however_it_was_typed() {
        for typed in [
            "01632 960655",
            "+44 1632 960655",
            "0044 1632 960655",
            "+44 (0)1632 960655",
            "01632-960-655",
            "01632960655 ext 12",
            "(01632) 960 655",
        ] {
            assert_eq!(numbers(typed), ["1632960655"], "{typed}");
        }
        assert_eq!(numbers("01632 960655 / 01632 960656"), ["1632960655", "1632960656"]);
    }
}
