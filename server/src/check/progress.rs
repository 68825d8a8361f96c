//! A progress bar on standard error, on a terminal only.

use shared::import::{Flow, Progress};
use shared::locale::{Label, Lang};
use std::io::{IsTerminal as _, Write as _};

/// Files are being read.
pub(crate) const READING: Label = Label::new("读取", "Reading");
/// Items are being checked.
pub(crate) const CHECKING: Label = Label::new("检查", "Checking");

const CELLS: u64 = 30;

/// The bar. It moves by whole percents, so that a long check does not spend its time on drawing.
pub(crate) struct Bar {
    shown: bool,
    lang: Lang,
    stage: Label,
    percent: Option<u64>,
}

impl Bar {
    /// A bar that shows itself if `wanted` and standard error is a terminal.
    pub(crate) fn new(wanted: bool, lang: Lang) -> Self {
        Self {
            shown: wanted && std::io::stderr().is_terminal(),
            lang,
            stage: READING,
            percent: None,
        }
    }

    /// Begins a stage.
    pub(crate) fn stage(&mut self, stage: Label) {
        self.stage = stage;
        self.percent = None;
    }

    /// Shows how far the stage is; the check always goes on.
    pub(crate) fn show(&mut self, progress: Progress) -> Flow {
        if self.shown && progress.total > 0 {
            let percent = progress.done.saturating_mul(100) / progress.total;
            if self.percent != Some(percent) {
                self.percent = Some(percent);
                let line = bar(self.stage.get(self.lang), percent.min(100));
                // A bar that cannot be drawn must not stop the check.
                let _ = write!(std::io::stderr(), "\r{line}");
            }
        }
        Flow::Continue
    }

    /// Takes the bar off the screen.
    pub(crate) fn clear(&mut self) {
        if self.percent.take().is_some() {
            let _ = write!(std::io::stderr(), "\r\u{1b}[2K");
        }
    }
}

fn bar(stage: &str, percent: u64) -> String {
    let full = percent * CELLS / 100;
    let cells: String = (0..CELLS)
        .map(|cell| if cell < full { '█' } else { '░' })
        .collect();
    format!("{stage} {cells} {percent:3}%")
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn a_bar_is_empty_at_first_and_full_at_last() {
        assert!(!bar("检查", 0).contains('█'));
        assert!(!bar("检查", 100).contains('░'));
    }
}
