//! What a person decided about columns: kept with each check, and remembered for later files with the same titles.

use crate::local;
use serde::{Deserialize, Serialize};

/// Where decisions are remembered. Only titles of columns and identifiers of elements: a title names a kind of data and
/// is the same in every list of a platform, it is no data of anybody's list. They go when the history is cleared.
const KEY: &str = "qingcha.columns";
/// Most decisions remembered; the oldest go first.
const REMEMBERED: usize = 500;

/// The identifier of an element, or `None` to pass over the column.
pub(crate) type Choice = Option<String>;

/// Decisions by title as written, the latest last: where two titles are spellings of one, the later decision holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Choices(Vec<(String, Choice)>);

impl Choices {
    /// Decides; `None` takes a decision back.
    pub(crate) fn set(&mut self, title: &str, choice: Option<Choice>) {
        self.0.retain(|(known, _)| known != title);
        if let Some(choice) = choice {
            self.0.push((title.to_owned(), choice));
        }
    }

    /// The decision about a title, where there is one.
    pub(crate) fn get(&self, title: &str) -> Option<&Choice> {
        self.0
            .iter()
            .find(|(known, _)| known == title)
            .map(|(_, choice)| choice)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As the engine takes them.
    pub(crate) fn list(&self) -> Vec<(String, Choice)> {
        self.0.clone()
    }
}

/// The decisions remembered; none where storage is forbidden.
pub(crate) fn remembered() -> Choices {
    local::get(KEY)
        .and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default()
}

/// Remembers a decision, or forgets it. A column without a title is another one in the next file.
pub(crate) fn remember(title: &str, choice: Option<Choice>) {
    if shared::mapping::untitled::is(title) {
        return;
    }
    let mut choices = remembered();
    choices.set(title, choice);
    let surplus = choices.len().saturating_sub(REMEMBERED);
    choices.0.drain(..surplus);
    local::set(KEY, serde_json::to_string(&choices).ok().as_deref());
}

/// Forgets all decisions.
pub(crate) fn forget() {
    local::set(KEY, None);
}

#[cfg(test)]
mod tests {
    use super::Choices;

    #[test]
    fn the_latest_decision_stands_last_and_can_be_taken_back() {
        let mut choices = Choices::default();
        choices.set("办结天数", Some(Some("promise_day".to_owned())));
        choices.set("内部备注", Some(None));
        choices.set("办结天数", Some(Some("anticipate_day".to_owned())));
        let titles: Vec<String> = choices.list().into_iter().map(|(title, _)| title).collect();
        assert_eq!(titles, ["内部备注", "办结天数"]);
        assert_eq!(choices.get("内部备注"), Some(&None));
        let json = serde_json::to_string(&choices).expect("serialises");
        assert_eq!(serde_json::from_str::<Choices>(&json).expect("parses"), choices);
        choices.set("内部备注", None);
        assert_eq!((choices.get("内部备注"), choices.len()), (None, 1));
    }
}
