//! How every column was understood, and the way to correct one: the check runs again with what the person decided.

use crate::columns::{self, Choice, Choices};
use crate::components::icon::{Icon, icon};
use crate::state::{App, Work};
use crate::{app, check};
use leptos::html;
use leptos::prelude::*;
use shared::locale::fill;
use shared::mapping::How;
use shared::protocol::{ColumnRow, ElementGroup, Notices};
use std::cell::Cell;
use std::sync::Arc;

/// Values of the control that are no identifiers of elements.
const AUTOMATIC: &str = "=automatic";
const IGNORE: &str = "=ignore";

thread_local! {
    /// The row whose control gets the keyboard back when the new result is there.
    static CORRECTED: Cell<Option<usize>> = const { Cell::new(None) };
}

/// A decision remembered from another list that would change this one: title, decision, name of the element.
type Offer = (String, Choice, Option<String>);

/// Decisions remembered for titles of this list, where they differ from how the column was understood.
pub(super) fn offers(said: &Notices) -> Vec<Offer> {
    let remembered = columns::remembered();
    let mut offers: Vec<Offer> = Vec::new();
    for row in said.columns.iter().filter(|row| row.how != How::Chosen) {
        let Some(choice) = remembered.get(&row.title) else {
            continue;
        };
        let now = row.element.as_ref().map(|(id, _)| id);
        if now != choice.as_ref() && !offers.iter().any(|(title, ..)| *title == row.title) {
            let name = choice.as_deref().map(|id| name_of(&said.options, id));
            offers.push((row.title.clone(), choice.clone(), name));
        }
    }
    offers
}

fn name_of(options: &[ElementGroup], id: &str) -> String {
    let mut elements = options.iter().flat_map(|group| &group.elements);
    elements
        .find(|(known, _)| known == id)
        .map_or_else(|| id.to_owned(), |(_, name)| name.clone())
}

/// Offers to decide as before.
fn offered(app: App, offers: Vec<Offer>) -> Option<AnyView> {
    if offers.is_empty() {
        return None;
    }
    let texts = app.texts_now();
    let lines = offers.iter().map(|(title, _, name)| {
        let name = name.clone().unwrap_or_else(|| texts.ignore_column.to_owned());
        view! { <li>{fill(texts.offer_line, &[title.clone(), name])}</li> }
    });
    let lines = lines.collect_view();
    let take = move |_| {
        let offers = offers.clone();
        check::with_choices(app, move |choices: &mut Choices| {
            for (title, choice, _) in offers {
                choices.set(&title, Some(choice));
            }
        });
    };
    Some(
        view! {
            <div class="note" id="offer">
                {icon(Icon::Info)}
                <div>
                    <p>{texts.offer}</p>
                    <ul>{lines}</ul>
                    <p class="ways"><button type="button" class="button" disabled=move || busy(app) on:click=take>{texts.offer_take}</button></p>
                </div>
            </div>
        }
        .into_any(),
    )
}

fn busy(app: App) -> bool {
    matches!(app.work.get(), Work::Running { .. })
}

/// The table of columns.
pub(super) fn columns(app: App, said: Notices) -> AnyView {
    let texts = app.texts_now();
    if said.columns.is_empty() {
        return ().into_any();
    }
    let changed = move || {
        let (before, now) = (app.before.get()?, app.overview.get()?);
        let scores = [before, now.score].map(shared::report::points_text);
        Some(
            view! { <p class="note" id="changed">{icon(Icon::Info)}<span>{fill(texts.corrected, &scores)}</span></p> },
        )
    };
    let offered = offered(app, offers(&said));
    let editing = RwSignal::new(None::<usize>);
    let options = Arc::new(said.options);
    let shape = Shape::of(&said.columns);
    let only = (!shape.sheets).then(|| said.columns.first().map(|column| column.sheet.clone()));
    // What was not understood comes first; the number stays that of the column.
    // (Not sorted: sorting rows is four kilobytes of code.)
    let (unused, used): (Vec<_>, Vec<_>) = said
        .columns
        .into_iter()
        .enumerate()
        .partition(|(_, column)| is_unused(column));
    let rows = unused
        .into_iter()
        .chain(used)
        .map(|(number, column)| row(app, shape, number, column, editing, Arc::clone(&options)));
    let rows = rows.collect_view();
    // After a correction that was cancelled the keyboard is elsewhere.
    let corrected = app.before.get_untracked().is_some();
    if let Some(number) = CORRECTED.take().filter(|_| corrected) {
        request_animation_frame(move || {
            app::focus(&button_id(number));
        });
    }
    view! {
        <section aria-labelledby="columns">
            <h2 id="columns">{texts.columns_title}</h2>
            <p class="quiet">{texts.columns_text}</p>
            {changed}{offered}
            {only.map(|sheet| view! { <p class="name">{sheet}</p> })}
            <div class="wide" tabindex="0">
                <table class="data mapping">
                    <thead><tr>
                        {shape.sheets.then(|| view! { <th scope="col">{texts.sheet}</th> })}
                        {shape.letters.then(|| view! { <th scope="col">{texts.column}</th> })}
                        <th scope="col">{texts.column_title}</th>
                        <th scope="col">{texts.element}</th><th scope="col">{texts.how}</th><th scope="col" class="num">{texts.sureness}</th>
                        <th scope="col">{texts.actions}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// Which columns the table itself needs.
#[derive(Clone, Copy)]
struct Shape {
    /// There are several sheets.
    sheets: bool,
    /// Columns have a name besides their title, as the letters of a sheet are; keys of JSON have not.
    letters: bool,
}

impl Shape {
    fn of(columns: &[ColumnRow]) -> Self {
        Self {
            sheets: columns.windows(2).any(|pair| pair[0].sheet != pair[1].sheet),
            letters: columns.iter().any(|column| column.column != column.title),
        }
    }
}

/// A column without an element that was recognised all the same holds a whole sub-list.
fn is_sub_list(column: &ColumnRow) -> bool {
    column.element.is_none() && matches!(column.how, How::Exact | How::Synonym | How::Similar)
}

fn is_unused(column: &ColumnRow) -> bool {
    column.element.is_none() && !is_sub_list(column)
}

fn button_id(number: usize) -> String {
    format!("correct-{number}")
}

fn row(
    app: App,
    shape: Shape,
    number: usize,
    row: ColumnRow,
    editing: RwSignal<Option<usize>>,
    options: Arc<Vec<ElementGroup>>,
) -> AnyView {
    let texts = app.texts_now();
    let how = match row.how {
        How::Chosen => view! { <span class="tag tag-sure">{texts.how_chosen}</span> }.into_any(),
        How::Exact => texts.how_exact.into_any(),
        How::Synonym => texts.how_synonym.into_any(),
        How::Similar => texts.how_similar.into_any(),
        How::None => texts.how_none.into_any(),
    };
    let sub_list = is_sub_list(&row);
    let unused = is_unused(&row);
    let sure = if unused {
        "—".to_owned()
    } else {
        format!("{}%", row.confidence)
    };
    let column = Arc::new(row);
    let shown = Arc::clone(&column);
    let name = fill(texts.correct_named, &[column.title.as_str()]);
    let element = move || {
        if editing.get() == Some(number) {
            return editor(app, number, &shown, editing, &options);
        }
        let otherwise = if sub_list { texts.sub_list } else { texts.not_used };
        let (id, name) = shown
            .element
            .clone()
            .unwrap_or_else(|| (String::new(), otherwise.to_owned()));
        view! { {name}" "<span class="code quiet">{id}</span> }.into_any()
    };
    let correct = move || {
        (!sub_list && editing.get() != Some(number)).then(|| {
            view! {
                <button type="button" class="link" id=button_id(number) aria-label=name.clone()
                    disabled=move || busy(app) on:click=move |_| editing.set(Some(number))>{texts.correct}</button>
            }
        })
    };
    view! {
        <tr class:unsure=unused && column.how != How::Chosen>
            {shape.sheets.then(|| view! { <td>{column.sheet.clone()}</td> })}
            {shape.letters.then(|| view! { <td>{column.column.clone()}</td> })}
            <td class="name">{column.title.clone()}</td>
            <td>{element}</td><td class="how">{how}</td><td class="num">{sure}</td><td class="nowrap">{correct}</td>
        </tr>
    }
    .into_any()
}

/// The control for one column. Nothing happens before it is confirmed: the arrow keys walk through the elements.
fn editor(
    app: App,
    number: usize,
    column: &Arc<ColumnRow>,
    editing: RwSignal<Option<usize>>,
    options: &[ElementGroup],
) -> AnyView {
    let texts = app.texts_now();
    let list: NodeRef<html::Select> = NodeRef::new();
    let now = now(column);
    let groups = options.iter().map(|group| {
        let elements = group.elements.iter().map(|(id, name)| {
            view! { <option value=id.clone() selected=now == *id>{name.clone()}</option> }
        });
        view! { <optgroup label=group.part.clone()>{elements.collect_view()}</optgroup> }
    });
    let groups = groups.collect_view();
    let automatic =
        (column.how == How::Chosen).then(|| view! { <option value=AUTOMATIC>{texts.automatic}</option> });
    let leave = move || {
        editing.set(None);
        request_animation_frame(move || {
            app::focus(&button_id(number));
        });
    };
    let own = Arc::clone(column);
    let apply = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let chosen = list.get_untracked().map(|list| list.value()).unwrap_or_default();
        if chosen == self::now(&own) {
            return leave();
        }
        decide(app, number, &own.title, &chosen);
        editing.set(None);
    };
    let keys = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            leave();
        }
    };
    request_animation_frame(|| {
        app::focus("element-choice");
    });
    let label = fill(texts.correct_named, &[column.title.as_str()]);
    view! {
        <form class="correct" on:submit=apply on:keydown=keys>
            <select id="element-choice" aria-label=label node_ref=list>
                <option value=IGNORE selected=now == IGNORE>{texts.ignore_column}</option>
                {automatic}{groups}
            </select>
            <button type="submit" class="button primary">{texts.correct_apply}</button>
            <button type="button" class="button" on:click=move |_| leave()>{texts.correct_leave}</button>
        </form>
    }
    .into_any()
}

/// What the control stands at first.
fn now(column: &ColumnRow) -> String {
    column
        .element
        .as_ref()
        .map_or_else(|| IGNORE.to_owned(), |(id, _)| id.clone())
}

/// Checks again with what was chosen for columns of this title, and remembers it.
fn decide(app: App, number: usize, title: &str, chosen: &str) {
    let choice = match chosen {
        AUTOMATIC => None,
        IGNORE => Some(None),
        id => Some(Some(id.to_owned())),
    };
    CORRECTED.set(Some(number));
    columns::remember(title, choice.clone());
    check::with_choices(app, |choices| choices.set(title, choice));
}
