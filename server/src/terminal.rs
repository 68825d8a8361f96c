//! Text for a terminal: paragraphs that fit, colours where they are wanted, nothing that steers it.

use clap::ValueEnum;
use shared::text::width::wrap;
use std::fmt::Display;
use std::io::{IsTerminal as _, Write as _};

/// When text has colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// 输出到终端且没有设置`NO_COLOR`时带颜色。
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// 总是带颜色。
    /// Always.
    Always,
    /// 不带颜色。
    /// Never.
    Never,
}

impl Color {
    /// Whether text has colours; `to_file` is text that standard output does not get.
    pub(crate) fn wanted(self, to_file: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
                !to_file && std::io::stdout().is_terminal() && !refused && !dumb
            }
        }
    }
}

/// Text of lists, file names and the system as it may be shown: without characters that steer a terminal or show text in
/// another order than it has. Line breaks stay.
pub(crate) fn clean(text: &str) -> String {
    let steers = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.replace(steers, " ")
}

/// Says something on standard error. That nobody can hear it (the disk is full, the reader of the pipe gone) must not
/// end what was asked for, as `eprintln!` would.
pub fn say(line: impl Display) {
    let _unheard = writeln!(std::io::stderr(), "{}", clean(&line.to_string()));
}

/// Width of the text: the shell's `COLUMNS` within reason, else what fits on paper.
pub(crate) fn columns() -> usize {
    let shell = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse::<usize>().ok());
    shell.unwrap_or(100).clamp(40, 160)
}

pub(crate) const BOLD: &str = "1";
pub(crate) const RED: &str = "31";
pub(crate) const YELLOW: &str = "33";
pub(crate) const GREEN: &str = "32";
pub(crate) const DIM: &str = "2";

/// Text being written.
pub(crate) struct Screen {
    /// ANSI colours.
    pub(crate) colors: bool,
    /// Columns of a line.
    pub(crate) columns: usize,
    /// What was written.
    pub(crate) out: String,
}

impl Screen {
    /// An empty one of the usual width.
    pub(crate) fn new(colors: bool) -> Self {
        Self {
            colors,
            columns: columns(),
            out: String::new(),
        }
    }

    /// One paragraph, indented and wrapped. Text from lists may hold anything, so control characters never get out.
    pub(crate) fn line(&mut self, indent: usize, color: &str, text: &str) {
        for line in wrap(&clean(text), self.columns.saturating_sub(indent)) {
            self.out.extend(std::iter::repeat_n(' ', indent));
            if self.colors && !color.is_empty() && !line.is_empty() {
                self.out.push_str("\u{1b}[");
                self.out.push_str(color);
                self.out.push('m');
                self.out.push_str(&line);
                self.out.push_str("\u{1b}[0m");
            } else {
                self.out.push_str(&line);
            }
            self.out.push('\n');
        }
    }

    /// An empty line.
    pub(crate) fn gap(&mut self) {
        self.out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::Screen;

    fn written(colors: bool, columns: usize, text: &str) -> String {
        let mut screen = Screen {
            colors,
            columns,
            out: String::new(),
        };
        screen.line(2, "31", text);
        screen.out
    }

    #[test]
    fn control_characters_of_a_list_never_reach_the_terminal() {
        assert_eq!(written(false, 80, "a\u{1b}[2Jb\rc"), "  a [2Jb c\n");
        assert_eq!(written(false, 80, "a\u{202e}b\u{2066}c\u{9b}d"), "  a b c d\n");
    }

    #[test]
    fn colours_are_closed_on_every_line() {
        assert_eq!(
            written(true, 10, "承诺办结时限"),
            "  \u{1b}[31m承诺办结\u{1b}[0m\n  \u{1b}[31m时限\u{1b}[0m\n"
        );
    }
}
