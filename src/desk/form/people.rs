//! The people of a record: their rows, who can be chosen, and words for each of them.

use serde_json::Value as Json;

use super::{Input, Look, capital, choices, choose, id_of};
use crate::read::{Node, Value};
use crate::record::CHILD;
use crate::record::codes::{self, label};
use crate::record::describe::{Field, Form, below, escaped};
use crate::words;

impl Look<'_> {
    /// A row for each person, and what somebody who is added can be.
    pub(super) fn people(&self, input: &mut Input, schema: &Json, field: &Field, node: Option<&Node>, at: &mut String) {
        input.kind = "rows";
        input.one = "person".to_owned();
        let (Some(entries), Some(part)) = (&field.entries, schema.get("additionalProperties")) else { return };
        if let Some((_, role)) = entries.named.iter().find(|(key, _)| key == "role")
            && let Form::Choice(words) = &role.form
        {
            input.options = choose(words.iter().map(|(key, word)| (key.clone(), choices::word(key, word))), None);
        }
        let Some(Value::Map(people)) = node.map(|node| &node.value) else { return };
        for (key, person) in people {
            below(at, &escaped(&key.text), |at| {
                let inputs = self.group(part, entries, Some(person), at);
                let (name, role) = (person.text_at("name").unwrap_or_default(), person.text_at("role").unwrap_or_default());
                let role = person.text_at("title").filter(|title| !title.is_empty()).unwrap_or_else(|| label(codes::ROLES, role));
                let label = match (name.trim(), role) {
                    ("", "") => "New person".to_owned(),
                    ("", role) => format!("{}: name still to be written", capital(role)),
                    (name, "") => name.to_owned(),
                    (name, role) => format!("{name}, {}", words::small(role)),
                };
                let (carried, open) = (self.carried(Some(person), at), self.is_open(at, person));
                input.inputs.push(Input { at: at.clone(), id: id_of(at), label, kind: "row", inputs, carried, open, ..Input::default() });
            });
        }
    }

    /// Words for each reader.
    pub(super) fn by_person(&self, input: &mut Input, schema: &Json, field: &Field, node: Option<&Node>, at: &mut String) {
        input.kind = "group";
        let (Some(entries), Some(part)) = (&field.entries, schema.get("additionalProperties")) else { return };
        for (key, name) in self.persons() {
            let own = node.and_then(|node| node.get(&key));
            // The child's letter says how they are in other words.
            let not_asked = key == CHILD && at.ends_with("/how_child_is");
            if own.is_none() && (not_asked || !self.is_of_family(&key)) {
                continue;
            }
            let mut one = below(at, &escaped(&key), |at| self.input(part, entries, own, at, Some(&key)));
            one.label = format!("For {name}");
            one.hint = String::new();
            one.more = false;
            input.inputs.push(one);
        }
    }

    /// Whether somebody reads letters rather than forms.
    fn is_of_family(&self, key: &str) -> bool {
        let role = || self.root.get("people").and_then(|people| people.get(key)).and_then(|person| person.text_at("role"));
        key == CHILD
            || role().is_some_and(|role| {
                matches!(role, "parent" | "step_parent" | "grandparent" | "relative" | "foster_carer" | "kinship_carer")
            })
    }

    /// Everyone in the record with their names.
    pub(super) fn persons(&self) -> impl Iterator<Item = (String, String)> {
        let child = self.root.get("child").or_else(|| self.root.get("children").and_then(|all| all.items().first()));
        let child = child.map(|child| {
            let name = ["known_as", "name"].iter().find_map(|key| child.text_at(key).filter(|name| !name.trim().is_empty()));
            (CHILD.to_owned(), name.map_or_else(|| "The child".to_owned(), |name| format!("{name} (the child)")))
        });
        let people = match self.root.get("people").map(|people| &people.value) {
            Some(Value::Map(people)) => people.as_slice(),
            _ => &[],
        };
        let people = people.iter().map(|(key, person)| {
            let role = person.text_at("role").map(|role| label(codes::ROLES, role)).unwrap_or_default();
            let title = person.text_at("title").filter(|title| !title.is_empty()).unwrap_or(role);
            let name = match person.text_at("name").map(str::trim).filter(|name| !name.is_empty()) {
                Some(name) => format!("{name}, {}", words::small(title)),
                None => capital(title),
            };
            (key.text.clone(), name)
        });
        child.into_iter().chain(people).collect::<Vec<_>>().into_iter()
    }
}
