//! The rating's indicators, each beside what the record says of it.

use indexmap::IndexMap;

use super::{Input, Look, capital, choose, id_of, labels};
use crate::policy::Indicator;
use crate::read::Value;

impl Look<'_> {
    /// The rating's indicators, beside what the record says of each.
    pub(super) fn ticks(&self, input: &mut Input) {
        input.kind = "group";
        let rag = self.root.get("rag");
        let ratings = &self.pack.rag.ratings;
        let rating = rag.and_then(|rag| rag.text_at("rating")).and_then(|rating| ratings.get(rating));
        if rating.is_none() {
            "Choose the rating first.".clone_into(&mut input.hint);
        }
        let indicators: Vec<&Indicator> = rating.map(|rating| rating.indicators.iter().collect()).unwrap_or_default();
        // What is ticked and belongs to another rating is shown too, to be taken out.
        let ticked = |of: &str| match rag.and_then(|rag| rag.get(of)).map(|node| &node.value) {
            Some(Value::Map(entries)) => entries.iter().map(|(key, _)| key.text.clone()).collect(),
            _ => Vec::new(),
        };
        let mut others: Vec<String> = ticked("ticks");
        others.extend(ticked("details"));
        others.retain(|key| !indicators.iter().any(|indicator| indicator.key == *key));
        others.dedup();
        let elsewhere = |key: &str| ratings.values().flat_map(|rating| &rating.indicators).find(|indicator| indicator.key == key);
        let none = IndexMap::new();
        let own = indicators.iter().map(|i| (i.key.clone(), i.title.clone(), &i.which, self.said_of(i)));
        let other = others.iter().map(|key| {
            let title = elsewhere(key).map_or_else(|| capital(&labels::plain_words(key)), |indicator| indicator.title.clone());
            (key.clone(), format!("{title} (of another rating)"), elsewhere(key).map_or(&none, |i| &i.which), String::new())
        });
        for (key, title, which, facts) in own.chain(other).collect::<Vec<_>>() {
            input.inputs.push(self.tick(&key, title, which, facts));
        }
    }

    /// One of them.
    fn tick(&self, key: &str, label: String, which: &IndexMap<String, String>, facts: String) -> Input {
        let rag = self.root.get("rag");
        let part = |of: &str| rag.and_then(|rag| rag.get(of)?.text_at(key).map(str::to_owned));
        let at = format!("/rag/ticks/{key}");
        let value = part("ticks").unwrap_or_default();
        let kind = if which.is_empty() { "tick" } else { "choice" };
        let mut tick = Input { id: id_of(&at), at, label, kind, facts, value: value.clone(), wide: true, ..Input::default() };
        if !which.is_empty() {
            let no = ("false".to_owned(), "It does not apply".to_owned());
            let which = which.iter().map(|(key, title)| (key.clone(), format!("It applies: {title}")));
            tick.options = choose(std::iter::once(no).chain(which), Some(&value).filter(|v| !v.is_empty()).map(String::as_str));
        }
        let details = part("details");
        if details.is_some() || !matches!(value.as_str(), "" | "false") {
            let at = format!("/rag/details/{key}");
            tick.inputs.push(Input {
                id: id_of(&at),
                at,
                label: "What it is in this child's case".to_owned(),
                kind: "area",
                value: details.unwrap_or_default().trim_end().to_owned(),
                longest: Some(1000),
                wide: true,
                ..Input::default()
            });
        }
        tick
    }

    /// What the record says of an indicator, against or for a tick.
    fn said_of(&self, indicator: &Indicator) -> String {
        let Some((stands, words)) = indicator.fact.as_ref().and_then(|fact| self.facts.get(fact)) else { return String::new() };
        let value = self.root.get("rag").and_then(|rag| rag.get("ticks")?.text_at(&indicator.key)).unwrap_or_default();
        let ticked = !matches!(value, "" | "false");
        let agrees = match (value.is_empty(), ticked == *stands) {
            (true, _) => "The record says",
            (false, true) => "The record agrees",
            (false, false) => "The record says otherwise",
        };
        format!("{agrees}: {words}.")
    }
}
