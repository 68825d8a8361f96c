//! Which cell styles show a number as a date.

use super::super::guard::Container;
use super::super::package;
use super::super::refusal::Refusal;
use super::super::value::{Formats, NumberFormat};
use super::super::xml::{Handler, Tag};

#[derive(Default)]
struct Styles {
    custom: Formats,
    in_cell_styles: bool,
    formats: Vec<NumberFormat>,
}

/// The number format of each cell style, in order.
pub(super) fn read(container: &mut Container<'_>, part: &str) -> Result<Vec<NumberFormat>, Refusal> {
    let mut styles = Styles::default();
    package::read(container, part, &mut styles)?;
    Ok(styles.formats)
}

impl Handler for Styles {
    fn start(&mut self, name: &str, tag: &Tag<'_>) -> Result<(), Refusal> {
        let number = |name| tag.get(name).and_then(|id| id.parse::<u32>().ok());
        match name {
            "numFmt" if !self.in_cell_styles => {
                if let (Some(id), Some(code)) = (number("numFmtId"), tag.get("formatCode")) {
                    self.custom.define(id, &code);
                }
            }
            "cellXfs" => self.in_cell_styles = true,
            "xf" if self.in_cell_styles => {
                let id = number("numFmtId").unwrap_or(0);
                self.formats.push(self.custom.get(id));
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        if name == "cellXfs" {
            self.in_cell_styles = false;
        }
        Ok(())
    }

    fn text(&mut self, _text: &str) {}
}
