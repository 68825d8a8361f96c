//! A chart as SVG.

use super::{Chart, Shape};
use crate::report::escape::escape;
use std::fmt::Write as _;

impl Chart {
    /// Appends the drawing, whose figures stand elsewhere too; `label` says what it shows.
    pub fn svg(&self, out: &mut String, label: &str) {
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 {} {}\"><title>",
            self.width, self.height
        );
        escape(out, label);
        out.push_str("</title>\n");
        for shape in &self.shapes {
            let _ = shape.svg(out);
        }
        out.push_str("</svg>\n");
    }
}

impl Shape {
    fn svg(&self, out: &mut String) -> std::fmt::Result {
        match self {
            Self::Polygon { points, class } => {
                writeln!(out, "<polygon class=\"{class}\" points=\"{points}\"/>")
            }
            Self::Line { from, to, class } => writeln!(
                out,
                "<line class=\"{class}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
                from.0, from.1, to.0, to.1
            ),
            Self::Dot { at, class } => writeln!(
                out,
                "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"3.5\"/>",
                at.0, at.1
            ),
            Self::Text {
                at,
                anchor,
                class,
                text,
            } => {
                write!(
                    out,
                    "<text class=\"{class}\" x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">",
                    at.0, at.1
                )?;
                escape(out, text);
                writeln!(out, "</text>")
            }
        }
    }
}
