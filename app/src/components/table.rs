//! A table of up to 200,000 rows of which only a window exists: fixed row height, spacers above and below.
//!
//! It is one stop of the keyboard; arrows, Page Up/Down, Home and End move the active row, Enter opens it.

use crate::state::Spot;
use leptos::html;
use leptos::prelude::*;
use shared::protocol::Rows;
use std::sync::Arc;

/// Rows asked for at a time.
const WINDOW: u32 = 60;
/// Rows kept above the first one shown.
const ABOVE: u32 = 20;
/// The window moves in steps of so many rows.
const STEP: u32 = 10;

/// One column: title, class of its cells, and the order it sorts by where it does.
#[derive(Clone)]
pub(crate) struct Column {
    /// Title.
    title: &'static str,
    /// Class of title and cells.
    class: &'static str,
    /// Number of the order, where a click on the title sorts.
    order: Option<u32>,
    /// Whether that order begins with the greatest.
    falls: bool,
}

/// A column, and the number of the order it sorts by where it does.
pub(crate) fn column(title: &'static str, class: &'static str, order: Option<u32>) -> Column {
    Column {
        title,
        class,
        order,
        falls: false,
    }
}

/// A column of numbers whose order begins with the greatest.
pub(crate) fn falling(title: &'static str, order: u32) -> Column {
    Column {
        falls: true,
        ..column(title, "num", Some(order))
    }
}

/// Hands the rows to the table.
pub(crate) type Fill<R> = Box<dyn FnOnce(Rows<R>)>;

/// What a table needs to know.
#[derive(Clone)]
pub(crate) struct Source<R: 'static> {
    /// Asks for rows from `offset`, at most `len`.
    pub(crate) fetch: Arc<dyn Fn(u32, u32, Fill<R>) + Send + Sync>,
    /// The cells of a row.
    pub(crate) cells: fn(&R) -> AnyView,
    /// Opens a row.
    pub(crate) open: Arc<dyn Fn(&R) + Send + Sync>,
}

/// How a table looks.
pub(crate) struct Look {
    /// Identifier; rows are named after it.
    pub(crate) id: &'static str,
    /// What the table shows, for screen readers.
    pub(crate) label: &'static str,
    /// Sentence for a table without rows.
    pub(crate) empty: &'static str,
    /// Height of a row in pixels.
    pub(crate) height: u32,
    /// Columns.
    pub(crate) columns: Vec<Column>,
}

struct View<R: Clone + Send + Sync + 'static> {
    total: RwSignal<Option<u32>>,
    window: RwSignal<(u32, Vec<R>)>,
    spot: Spot,
    ticket: StoredValue<u32>,
    scroller: NodeRef<html::Div>,
    height: f64,
    source: StoredValue<Source<R>>,
}

// Not derived: signals can be copied whatever the rows are.
#[allow(clippy::expl_impl_clone_on_copy)]
impl<R: Clone + Send + Sync + 'static> Clone for View<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Clone + Send + Sync + 'static> Copy for View<R> {}

impl<R: Clone + Send + Sync + 'static> View<R> {
    /// Asks for the window around row `first`.
    fn load(self, first: u32) {
        let start = first.saturating_sub(ABOVE) / STEP * STEP;
        self.ticket
            .update_value(|ticket| *ticket = ticket.wrapping_add(1));
        let ticket = self.ticket.get_value();
        let fill = Box::new(move |rows: Rows<R>| {
            // Answers that were overtaken by a newer question, or whose table is gone, are dropped.
            if self.ticket.try_get_value() == Some(ticket) {
                self.total.set(Some(rows.total));
                self.window.set((rows.offset, rows.rows));
                // Where the table was left, once the rows give it its height.
                request_animation_frame(move || {
                    // Unless the table is gone by now.
                    let there = self
                        .ticket
                        .try_get_value()
                        .and_then(|_| self.scroller.get_untracked());
                    if let Some(scroller) = there.filter(|scroller| scroller.scroll_top() == 0) {
                        scroller.set_scroll_top(self.spot.top.get_untracked().cast_signed());
                    }
                });
            }
        });
        self.source
            .with_value(|source| (source.fetch)(start, WINDOW, fill));
    }

    fn first_shown(self) -> u32 {
        let top = self.spot.top.get_untracked();
        // Rows are counted in whole numbers far below 2^32.
        #[allow(clippy::cast_sign_loss)]
        let first = (f64::from(top) / self.height) as u32;
        first
    }

    fn scrolled(self) {
        if let Some(scroller) = self.scroller.get_untracked() {
            self.spot.top.set(scroller.scroll_top().unsigned_abs());
        }
        let first = self.first_shown();
        let (start, len) = self
            .window
            .with_untracked(|(start, rows)| (*start, rows.len() as u32));
        let wanted = first.saturating_sub(ABOVE) / STEP * STEP;
        let total = self.total.get_untracked().unwrap_or(0);
        let enough =
            wanted >= start && (first + WINDOW - ABOVE - STEP <= start + len || start + len >= total);
        if !enough || wanted > start + STEP {
            self.load(first);
        }
    }

    /// Rows that fit the scroller.
    fn page(self) -> u32 {
        let height = self
            .scroller
            .get_untracked()
            .map_or(0, |scroller| scroller.client_height());
        #[allow(clippy::cast_sign_loss)]
        let rows = (f64::from(height) / self.height) as u32;
        rows.saturating_sub(2).max(1)
    }

    fn key(self, event: &web_sys::KeyboardEvent) {
        let last = self.total.get_untracked().unwrap_or(0).saturating_sub(1);
        let active = self.spot.active.get_untracked();
        let to = match event.key().as_str() {
            "ArrowDown" => active.saturating_add(1),
            "ArrowUp" => active.saturating_sub(1),
            "PageDown" => active.saturating_add(self.page()),
            "PageUp" => active.saturating_sub(self.page()),
            "Home" => 0,
            "End" => last,
            // Not of a title, which sorts.
            "Enter" if event.target() == event.current_target() => {
                let row = self
                    .window
                    .with_untracked(|(start, rows)| rows.get(active.checked_sub(*start)? as usize).cloned());
                if let Some(row) = row {
                    event.prevent_default();
                    self.source.with_value(|source| (source.open)(&row));
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        self.spot.active.set(to.min(last));
        self.show(to.min(last));
    }

    /// Scrolls as little as needed to show a row.
    fn show(self, row: u32) {
        let Some(scroller) = self.scroller.get_untracked() else {
            return;
        };
        let first = self.first_shown();
        let page = self.page();
        let top = if row <= first {
            f64::from(row)
        } else if row >= first + page {
            f64::from(row + 1 - page)
        } else {
            return;
        };
        let top = (top * self.height) as i32;
        self.spot.top.set(top.unsigned_abs());
        scroller.set_scroll_top(top);
    }
}

/// The table. Whenever filter or order change it starts again from the top.
pub(crate) fn table<R: Clone + Send + Sync + 'static>(look: Look, spot: Spot, source: Source<R>) -> AnyView {
    let Look {
        id,
        label,
        empty,
        height,
        columns,
    } = look;
    let view = View {
        total: RwSignal::new(None),
        window: RwSignal::new((0, Vec::new())),
        spot,
        ticket: StoredValue::new(0),
        scroller: NodeRef::new(),
        height: f64::from(height),
        source: StoredValue::new(source),
    };
    Effect::new(move |before: Option<()>| {
        spot.filter.track();
        spot.sorting.track();
        if before.is_some() {
            spot.active.set(0);
            spot.top.set(0);
            if let Some(scroller) = view.scroller.get_untracked() {
                scroller.set_scroll_top(0);
            }
        }
        view.load(view.first_shown());
    });
    let count = columns.len();
    let heads = columns
        .into_iter()
        .map(|column| head(&column, spot.sorting))
        .collect_view();
    let spacer = move |rows: u32| {
        view! { <tr class="spacer" aria-hidden="true"><td colspan=count style:height=format!("{}px", u64::from(rows) * u64::from(height))></td></tr> }
    };
    let body = move || {
        view.window.with(|(start, rows)| {
            let total = view.total.get().unwrap_or(0);
            let below = total.saturating_sub(*start).saturating_sub(rows.len() as u32);
            let shown = rows
                .iter()
                .enumerate()
                .map(|(offset, row)| line(view, id, *start + offset as u32, row));
            view! { {spacer(*start)} {shown.collect_view()} {spacer(below)} }
        })
    };
    let tall = move || {
        let rows = u64::from(view.total.get().unwrap_or(12).max(2));
        format!(
            "min({}px, max(100vh - 10rem, 26rem))",
            rows * u64::from(height) + 48
        )
    };
    view! {
        <div class="scroller" node_ref=view.scroller style:height=tall on:scroll=move |_| view.scrolled()>
            <table class="grid" role="grid" tabindex="0" aria-label=label
                aria-rowcount=move || view.total.get().map_or(-1, |total| i64::from(total) + 1)
                aria-activedescendant=move || format!("{id}-{}", view.spot.active.get())
                on:keydown=move |event| view.key(&event)>
                <thead><tr role="row" aria-rowindex="1">{heads}</tr></thead>
                <tbody>{body}</tbody>
            </table>
            <p class="empty" hidden=move || view.total.get() != Some(0)>{empty}</p>
        </div>
    }
    .into_any()
}

fn line<R: Clone + Send + Sync + 'static>(
    view: View<R>,
    id: &str,
    number: u32,
    row: &R,
) -> impl IntoView + use<R> {
    let (cells, open) = view
        .source
        .with_value(|source| (source.cells, source.open.clone()));
    let own = row.clone();
    view! {
        <tr role="row" id=format!("{id}-{number}") aria-rowindex=u64::from(number) + 2
            class:odd=number % 2 == 1
            class:active=move || view.spot.active.get() == number
            aria-selected=move || (view.spot.active.get() == number).to_string()
            style:height=format!("{}px", view.height)
            on:click=move |event| {
                // A drag that selects text is no click.
                let selecting = window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
                if !event.default_prevented() && !selecting {
                    view.spot.active.set(number);
                    open(&own);
                }
            }>
            {cells(row)}
        </tr>
    }
}

/// The title of a column; a click sorts by it, another one the other way round.
pub(crate) fn head(column: &Column, sorting: RwSignal<(u32, bool)>) -> AnyView {
    let Column {
        title,
        class,
        order,
        falls,
    } = *column;
    let Some(order) = order else {
        return view! { <th role="columnheader" scope="col" class=class>{title}</th> }.into_any();
    };
    let state = move || match sorting.get() {
        (now, turned) if now == order && turned == falls => "ascending",
        (now, _) if now == order => "descending",
        _ => "none",
    };
    let turn = move |_| {
        sorting.update(|(now, descending)| {
            *descending = *now == order && !*descending;
            *now = order;
        });
    };
    view! {
        <th role="columnheader" scope="col" class=class aria-sort=state>
            <button type="button" class="sort" on:click=turn>{title}<span class="sort-mark" aria-hidden="true"></span></button>
        </th>
    }
    .into_any()
}
