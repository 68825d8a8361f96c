//! Charts as plain shapes, so that page, print and documents draw the same. Colours and fonts are the host's: a shape
//! only names its class.

use serde::{Deserialize, Serialize};
use std::f64::consts::TAU;
use std::fmt::Write as _;

/// One shape of a chart; coordinates in the chart's own units.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A closed line.
    Polygon {
        /// `x,y x,y …` as SVG writes it.
        points: String,
        /// Name of its look.
        class: &'static str,
    },
    /// A straight line.
    Line {
        /// From.
        from: (f64, f64),
        /// To.
        to: (f64, f64),
        /// Name of its look.
        class: &'static str,
    },
    /// A dot.
    Dot {
        /// Centre.
        at: (f64, f64),
        /// Name of its look.
        class: &'static str,
    },
    /// A text.
    Text {
        /// Where it is anchored.
        at: (f64, f64),
        /// `start`, `middle` or `end`.
        anchor: &'static str,
        /// Name of its look.
        class: &'static str,
        /// The text.
        text: String,
    },
}

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Width of the drawing.
    pub width: f64,
    /// Height of the drawing.
    pub height: f64,
    /// Shapes from back to front.
    pub shapes: Vec<Shape>,
}

/// One axis of a radar chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    /// Name.
    pub label: String,
    /// Part of the whole, 0 to 1; `None` where nothing was measured.
    pub share: Option<f64>,
}

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 340.0;
const RADIUS: f64 = 112.0;
const RINGS: u32 = 4;

/// A radar chart. Axes that were not measured are drawn and named, but carry no point: nothing is claimed of them.
pub fn radar(axes: &[Axis]) -> Chart {
    let centre = (WIDTH / 2.0, HEIGHT / 2.0);
    let count = axes.len().max(1) as f64;
    let at = |number: usize, share: f64| {
        let angle = TAU * number as f64 / count - TAU / 4.0;
        (
            round(centre.0 + RADIUS * share * angle.cos()),
            round(centre.1 + RADIUS * share * angle.sin()),
        )
    };
    let mut shapes = Vec::new();
    for ring in (1..=RINGS).rev() {
        let share = f64::from(ring) / f64::from(RINGS);
        shapes.push(Shape::Polygon {
            points: path((0..axes.len()).map(|number| at(number, share))),
            class: "chart-ring",
        });
    }
    for number in 0..axes.len() {
        shapes.push(Shape::Line {
            from: centre,
            to: at(number, 1.0),
            class: "chart-axis",
        });
    }
    let measured = axes
        .iter()
        .enumerate()
        .filter_map(|(number, axis)| Some(at(number, axis.share?.clamp(0.0, 1.0))));
    shapes.push(Shape::Polygon {
        points: path(measured.clone()),
        class: "chart-area",
    });
    shapes.extend(measured.map(|at| Shape::Dot {
        at,
        class: "chart-dot",
    }));
    for (number, axis) in axes.iter().enumerate() {
        let (x, y) = at(number, 1.16);
        let anchor = if (x - centre.0).abs() < 1.0 {
            "middle"
        } else if x < centre.0 {
            "end"
        } else {
            "start"
        };
        let value = axis.share.map_or_else(
            || "—".to_owned(),
            |share| format!("{:.0}%", share.clamp(0.0, 1.0) * 100.0),
        );
        for (offset, class, text) in [
            (-2.0, "chart-label", axis.label.clone()),
            (14.0, "chart-value", value),
        ] {
            shapes.push(Shape::Text {
                at: (x, round(y + offset)),
                anchor,
                class,
                text,
            });
        }
    }
    Chart {
        width: WIDTH,
        height: HEIGHT,
        shapes,
    }
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn path(points: impl Iterator<Item = (f64, f64)>) -> String {
    let mut out = String::new();
    for (x, y) in points {
        let between = if out.is_empty() { "" } else { " " };
        let _ = write!(out, "{between}{x},{y}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Axis, Shape, radar};

    fn axes(shares: &[Option<f64>]) -> Vec<Axis> {
        shares
            .iter()
            .map(|share| Axis {
                label: "维度".to_owned(),
                share: *share,
            })
            .collect()
    }

    #[test]
    fn every_axis_is_named_and_only_measured_ones_have_a_dot() {
        let chart = radar(&axes(&[Some(1.0), None, Some(0.5), Some(2.0)]));
        let dots = chart
            .shapes
            .iter()
            .filter(|shape| matches!(shape, Shape::Dot { .. }))
            .count();
        let labels = chart
            .shapes
            .iter()
            .filter(|shape| {
                matches!(
                    shape,
                    Shape::Text {
                        class: "chart-label",
                        ..
                    }
                )
            })
            .count();
        assert_eq!((dots, labels), (3, 4));
    }

    #[test]
    fn everything_stays_inside_the_drawing() {
        for count in 0..12 {
            let chart = radar(&axes(&vec![Some(1.0); count]));
            for shape in &chart.shapes {
                if let Shape::Text { at: (x, y), .. } | Shape::Dot { at: (x, y), .. } = shape {
                    assert!(
                        (0.0..=chart.width).contains(x) && (0.0..=chart.height).contains(y),
                        "{shape:?}"
                    );
                }
            }
        }
    }
}
