//! What all pages share. Signals only; the list itself stays in the worker.

use crate::route::Route;
use crate::storage::Record;
use crate::text::Texts;
use leptos::prelude::*;
use shared::locale::{Lang, fill};
use shared::protocol::{Overview, Phase};
use shared::query::Filter;
use shared::standard::Points;
use std::sync::Arc;

/// What is going on with the check.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Work {
    /// Nothing runs.
    Idle,
    /// A check runs.
    Running {
        /// What it does.
        phase: Phase,
        /// Amount done.
        done: u64,
        /// Amount expected, 0 where unknown.
        total: u64,
    },
    /// Nothing could be read; one sentence per file.
    Refused(Vec<String>),
    /// The engine failed; what it said.
    Crashed(String),
    /// The user stopped it.
    Cancelled,
    /// The page was closed or loaded again while it ran.
    Interrupted,
}

/// A file that is being made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Exporting {
    /// Number of the question it answers.
    pub(crate) question: u32,
    /// Amounts done and expected, the latter 0 where unknown; known only of what takes its time.
    pub(crate) far: Option<(u64, u64)>,
}

/// The engine.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Engine {
    /// Being fetched and started.
    Starting,
    /// Ready.
    Ready {
        /// Its version.
        version: String,
        /// Version of the standard in use.
        standard: String,
        /// The standard of this site could not be had, and the built-in one is in use.
        published_failed: bool,
    },
}

/// Whether the check is kept on this machine.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Saved {
    /// Not asked for.
    No,
    /// Being written; which write, so that an overtaken one does not speak for its successor.
    Writing(u32),
    /// The transaction has completed; which record.
    Yes(u64),
    /// Not kept: no room, or the browser does not allow it.
    Failed,
}

/// What screen readers are told, in whatever language the page is in.
#[derive(Clone, Debug)]
pub(crate) enum Said {
    /// One of the page's texts, with its arguments.
    Text(fn(&'static Texts) -> &'static str, Vec<String>),
    /// What the engine made in a language; nothing in another.
    Made(Lang, String),
}

impl Said {
    /// The sentence in `lang`.
    pub(crate) fn get(&self, lang: Lang) -> String {
        match self {
            Self::Text(text, args) => fill(text(Texts::of(lang)), args),
            Self::Made(made, text) if *made == lang => text.clone(),
            Self::Made(..) => String::new(),
        }
    }
}

/// Checks kept on this machine.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kept {
    /// Being read.
    Loading,
    /// Storage cannot be used here.
    Unavailable,
    /// Newest first.
    Records(Vec<Record>),
}

/// Where a person is in a table, for when they come back to it.
#[derive(Clone, Copy)]
pub(crate) struct Spot {
    /// Which rows.
    pub(crate) filter: RwSignal<Filter>,
    /// Number of the order, and whether it is turned round.
    pub(crate) sorting: RwSignal<(u32, bool)>,
    /// The active row.
    pub(crate) active: RwSignal<u32>,
    /// How far the rows are scrolled, in pixels.
    pub(crate) top: RwSignal<u32>,
}

impl Spot {
    fn new() -> Self {
        Self {
            filter: RwSignal::new(Filter::default()),
            sorting: RwSignal::new((0, false)),
            active: RwSignal::new(0),
            top: RwSignal::new(0),
        }
    }

    /// Other rows, from the top.
    pub(crate) fn start(self, filter: Filter) {
        self.active.set(0);
        self.top.set(0);
        self.filter.set(filter);
    }
}

/// The signals.
#[derive(Clone, Copy)]
pub(crate) struct App {
    /// Language.
    pub(crate) lang: RwSignal<Lang>,
    /// Page.
    pub(crate) route: RwSignal<Route>,
    /// The check.
    pub(crate) work: RwSignal<Work>,
    /// The file that is being made.
    pub(crate) exporting: RwSignal<Option<Exporting>>,
    /// The engine.
    pub(crate) engine: RwSignal<Engine>,
    /// The result's summary.
    pub(crate) overview: RwSignal<Option<Arc<Overview>>>,
    /// Whether the result shown is being made again, because its engine had to end.
    pub(crate) restoring: RwSignal<bool>,
    /// Mean score before columns were corrected; `None` where the result shown is no correction.
    pub(crate) before: RwSignal<Option<Points>>,
    /// Changes with the reference lists that are held.
    pub(crate) held: RwSignal<bool>,
    /// The table of findings.
    pub(crate) findings: Spot,
    /// The table of items.
    pub(crate) items: Spot,
    /// What screen readers are told.
    pub(crate) said: RwSignal<Option<Said>>,
    /// Whether the result is kept.
    pub(crate) saved: RwSignal<Saved>,
    /// History.
    pub(crate) kept: RwSignal<Kept>,
    /// Compared with the kept record after reopening: whether the result is the same; `None` where not reopened.
    pub(crate) same: RwSignal<Option<bool>>,
}

impl App {
    /// Signals of a page just opened.
    pub(crate) fn new(lang: Lang) -> Self {
        Self {
            lang: RwSignal::new(lang),
            route: RwSignal::new(crate::route::current()),
            work: RwSignal::new(Work::Idle),
            exporting: RwSignal::new(None),
            engine: RwSignal::new(Engine::Starting),
            overview: RwSignal::new(None),
            restoring: RwSignal::new(false),
            before: RwSignal::new(None),
            held: RwSignal::new(false),
            findings: Spot::new(),
            items: Spot::new(),
            said: RwSignal::new(None),
            saved: RwSignal::new(Saved::No),
            kept: RwSignal::new(Kept::Loading),
            same: RwSignal::new(None),
        }
    }

    /// The texts of the language; reading them in a view follows changes.
    pub(crate) fn texts(self) -> &'static Texts {
        Texts::of(self.lang.get())
    }

    /// The texts now.
    pub(crate) fn texts_now(self) -> &'static Texts {
        Texts::of(self.lang.get_untracked())
    }

    /// Tells screen readers one of the page's texts.
    pub(crate) fn say(self, text: fn(&'static Texts) -> &'static str, args: &[String]) {
        self.said.set(Some(Said::Text(text, args.to_vec())));
    }

    /// Tells screen readers what the engine made in the language of now.
    pub(crate) fn say_made(self, text: String) {
        self.said.set(Some(Said::Made(self.lang.get_untracked(), text)));
    }

    /// Goes to a page.
    pub(crate) fn go(self, to: Route) {
        crate::route::go(self.route, to);
    }

    /// Whether a check runs now.
    pub(crate) fn busy(self) -> bool {
        self.work
            .with_untracked(|work| matches!(work, Work::Running { .. }))
    }
}

/// The signals, from anywhere below the root.
pub(crate) fn app() -> App {
    expect_context()
}

#[cfg(test)]
mod tests {
    use super::Said;
    use shared::locale::Lang;

    #[test]
    fn what_was_said_follows_the_language() {
        let done = Said::Text(|texts| texts.said_references, vec!["2".to_owned()]);
        assert_eq!(done.get(Lang::ZhCn), "已放入参考清单2个");
        assert_eq!(done.get(Lang::En), "Reference lists in use: 2");
    }

    #[test]
    fn what_the_engine_made_is_not_said_in_another_language() {
        let made = Said::Made(Lang::ZhCn, "文件“a.csv”是空的。".to_owned());
        assert_eq!(made.get(Lang::ZhCn), "文件“a.csv”是空的。");
        assert_eq!(made.get(Lang::En), "");
    }
}
