//! Charts as plain shapes, so that page, print and documents draw the same. Colours and fonts are the host's: a shape
//! only names its class.

mod svg;

use serde::{Deserialize, Serialize};
use std::f64::consts::{PI, TAU};
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
        let (right, down) = direction(number as f64 / count);
        (
            round(centre.0 + RADIUS * share * right),
            round(centre.1 + RADIUS * share * down),
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

/// One bar: a part of a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// Name.
    pub label: String,
    /// The part.
    pub part: u32,
    /// The whole; a bar of nothing is only named.
    pub whole: u32,
}

const BARS_WIDTH: f64 = 640.0;
const BAR_LEFT: f64 = 200.0;
const BAR_LENGTH: f64 = 300.0;
const BAR_HEIGHT: f64 = 16.0;
const BAR_STEP: f64 = 32.0;

/// Horizontal bars, each with its part of the whole in figures.
pub fn bars(bars: &[Bar]) -> Chart {
    let mut shapes = Vec::new();
    let mut top = (BAR_STEP - BAR_HEIGHT) / 2.0;
    for bar in bars {
        let share = f64::from(bar.part.min(bar.whole)) / f64::from(bar.whole.max(1));
        let end = round(BAR_LEFT + BAR_LENGTH * share);
        let mut area = |from: f64, to: f64, class| {
            if to > from {
                let bottom = top + BAR_HEIGHT;
                let corners = [(from, top), (to, top), (to, bottom), (from, bottom)];
                shapes.push(Shape::Polygon {
                    points: path(corners.into_iter()),
                    class,
                });
            }
        };
        if bar.whole > 0 {
            area(BAR_LEFT, end, "chart-part");
            area(end, BAR_LEFT + BAR_LENGTH, "chart-rest");
        }
        let value = match bar.whole {
            0 => "—".to_owned(),
            whole => format!("{} / {whole}  {:.1}%", bar.part, share * 100.0),
        };
        let line = top + BAR_HEIGHT - 3.0;
        for (x, anchor, class, text) in [
            (BAR_LEFT - 10.0, "end", "chart-label", bar.label.clone()),
            (BAR_LEFT + BAR_LENGTH + 10.0, "start", "chart-value", value),
        ] {
            shapes.push(Shape::Text {
                at: (x, line),
                anchor,
                class,
                text,
            });
        }
        top += BAR_STEP;
    }
    Chart {
        width: BARS_WIDTH,
        height: BAR_STEP * bars.len().max(1) as f64,
        shapes,
    }
}

/// Where a part of a whole turn points, clockwise from above: to the right, and down. A series that is good to twelve places
/// within half a turn; the functions of the standard library, for angles of any size, are some kilobytes that a browser would load.
fn direction(turn: f64) -> (f64, f64) {
    let angle = turn * TAU - PI;
    let (mut sine, mut cosine, mut term) = (0.0, 0.0, 1.0);
    for power in 1..=24 {
        match power % 4 {
            1 => cosine += term,
            2 => sine += term,
            3 => cosine -= term,
            _ => sine -= term,
        }
        term *= angle / f64::from(power);
    }
    (-sine, cosine)
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
    use super::{Axis, Bar, Shape, bars, direction, radar};
    use std::f64::consts::TAU;

    #[test]
    fn directions_are_those_of_the_circle() {
        for number in 0..360 {
            let turn = f64::from(number) / 360.0;
            let (right, down) = direction(turn);
            let angle = TAU * turn - TAU / 4.0;
            assert!(
                (right - angle.cos()).abs() < 1e-9 && (down - angle.sin()).abs() < 1e-9,
                "{turn}"
            );
        }
    }

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
    fn bars_show_part_and_rest_and_say_both() {
        let bar = |part, whole| Bar {
            label: "清单".to_owned(),
            part,
            whole,
        };
        let chart = bars(&[bar(1, 4), bar(4, 4), bar(0, 0)]);
        let of = |class: &'static str| {
            chart.shapes.iter().filter(move |shape| {
            matches!(shape, Shape::Polygon { class: own, .. } | Shape::Text { class: own, .. } if *own == class)
        })
        };
        assert_eq!((of("chart-part").count(), of("chart-rest").count()), (2, 1));
        let values: Vec<&str> = of("chart-value")
            .filter_map(|shape| match shape {
                Shape::Text { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(values, ["1 / 4  25.0%", "4 / 4  100.0%", "—"]);
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
