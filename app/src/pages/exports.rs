//! The buttons that hand the result out, and how far a file is.

use crate::app::focus;
use crate::components::icon::{Icon, icon};
use crate::state::{App, Exporting};
use crate::worker;
use leptos::prelude::*;
use shared::protocol::{Answer, Format};

/// As long as it is there, a file is being made; it goes with the question, answered or not.
struct Busy(App);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.exporting.set(None);
    }
}

/// The buttons.
pub(crate) fn exports(app: App) -> AnyView {
    let texts = app.texts_now();
    let failed = RwSignal::new(String::new());
    let save = move |format| {
        failed.set(String::new());
        let busy = Busy(app);
        let question = worker::export(app, format, move |answer, file| {
            drop(busy);
            match (answer, file) {
                (Answer::File(name), Some(file)) if worker::save(&file, &name).is_ok() => {
                    app.say(|texts| texts.exported, &[]);
                }
                (Answer::Failed(sentence), _) => {
                    failed.try_set(sentence);
                }
                _ => {
                    failed.try_set(app.texts_now().save_failed.to_owned());
                }
            }
        });
        app.exporting.set(Some(Exporting { question, far: None }));
    };
    let is_busy = move || app.exporting.with(Option::is_some);
    let takes_long = Memo::new(move |_| {
        app.exporting
            .with(|export| export.is_some_and(|export| export.far.is_some()))
    });
    let button = move |(format, label)| {
        view! {
            <button type="button" class="button" disabled=is_busy on:click=move |_| save(format)>{icon(Icon::Download)}{label}</button>
        }
    };
    view! {
        <div class="exports no-print" role="group" aria-label=texts.export>
            {[
                (Format::Xlsx, texts.export_xlsx),
                (Format::Docx, texts.export_docx),
                (Format::Html, texts.export_html),
                (Format::Json, "JSON"),
            ].map(button)}
            <a class="button" href="/result/print">{icon(Icon::Print)}{texts.print}</a>
            {move || takes_long.get().then(|| far(app))}
            <p role="alert">{move || failed.get()}</p>
        </div>
    }
    .into_any()
}

/// How far a file is, and the way to stop it.
fn far(app: App) -> impl IntoView {
    let texts = app.texts_now();
    let stop = move |_| {
        if let Some(export) = app.exporting.get_untracked() {
            worker::give_up(app, export.question);
            app.say(|texts| texts.export_stopped, &[]);
            focus("main");
        }
    };
    // Without a value it says that nobody knows how far.
    let value = move || {
        let (done, total) = app.exporting.get()?.far?;
        (total > 0).then(|| (done * 100 / total).to_string())
    };
    view! {
        <p class="running-line">
            <strong>{texts.exporting}</strong>
            <progress aria-label=texts.exporting max="100" value=value></progress>
            <button type="button" class="button" on:click=stop>{texts.export_stop}</button>
        </p>
    }
}
