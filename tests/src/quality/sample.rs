//! Items that defects are planted in: generated ones in good order, and real ones as they are.

use crate::check::{read, real_files};
use crate::generate::{Generated, Options, generate};
use shared::element::{Element, Part};
use shared::item::{Fields, ItemView, List, Provided, Source, Value};
use shared::place::{Place, Sheet};
use std::collections::BTreeMap;

/// One item and what its file carries.
#[derive(Clone)]
pub struct Sample {
    /// File or kind, and number.
    pub name: String,
    /// Its values.
    pub item: Generated,
    /// Elements that its file has columns for.
    pub provided: Provided,
    /// Whether it is a real item.
    pub real: bool,
}

impl Sample {
    /// Reads one item, of a file or of a case.
    pub fn of(name: String, view: &ItemView<'_>) -> Self {
        let main = values(view, Part::Main);
        let mut item = Generated {
            main,
            entries: Vec::new(),
        };
        for part in Part::ALL.into_iter().skip(1) {
            for entry in view.entries(part) {
                item.entries.push((part, values(&entry, part)));
            }
        }
        Self {
            name,
            item,
            provided: *view.provided(),
            real: true,
        }
    }

    fn generated(name: String, item: Generated) -> Self {
        let mut provided = Provided::default();
        let rows = item.entries.iter().map(|(_, row)| row);
        for element in rows.chain([&item.main]).flat_map(BTreeMap::keys) {
            provided.insert(*element);
        }
        Self {
            name,
            item,
            provided,
            real: false,
        }
    }
}

/// The values of one record; an element that is carried and empty is an empty text.
fn values<'a>(fields: &impl Fields<'a>, part: Part) -> BTreeMap<Element, String> {
    Element::of(part)
        .filter(|element| fields.is_provided(*element))
        .map(|element| (element, fields.raw(element).to_owned()))
        .collect()
}

/// A list of these items, as import would make it.
///
/// # Panics
/// Never: a few items do not exceed a list.
pub fn list(samples: &[Sample]) -> List {
    let mut list = List::default();
    list.sources.push(Source {
        name: "sample".to_owned(),
        digest: String::new(),
        size: 0,
    });
    list.sheets.push(Sheet {
        source: 0,
        name: None,
        keys: Vec::new(),
    });
    for (row, sample) in samples.iter().enumerate() {
        let place = Place {
            sheet: 0,
            row: row as u32,
            column: 0,
        };
        let mut record = |values: &BTreeMap<Element, String>| -> Vec<Value> {
            let filled = values.iter().filter(|(_, text)| !text.is_empty());
            filled
                .map(|(element, text)| Value::new(*element, list.texts.intern(text).expect("room"), place))
                .collect()
        };
        let main = record(&sample.item.main);
        let rows: Vec<_> = sample
            .item
            .entries
            .iter()
            .map(|(part, row)| (*part, record(row)))
            .collect();
        let rows: Vec<_> = rows.iter().map(|(part, row)| (*part, row.as_slice())).collect();
        list.push_item(0, place, &sample.provided, &main, &rows)
            .expect("room");
    }
    list
}

/// Generated items of every type and level, sparse and full ones in turn, then the real ones.
///
/// # Panics
/// When a real sample that is there cannot be read.
pub fn samples() -> Vec<Sample> {
    let lists = [false, true].map(|full| {
        generate(&Options {
            items: 480,
            seed: 23,
            defects_per_mille: 0,
            full,
        })
    });
    let [sparse, full] = lists;
    let mut samples = Vec::new();
    for (number, (sparse, full)) in sparse.items.into_iter().zip(full.items).enumerate() {
        samples.push(Sample::generated(format!("完整{number}"), full));
        if number % 4 == 0 {
            samples.push(Sample::generated(format!("常用列{number}"), sparse));
        }
    }
    for kind in ["guitongban", "items"] {
        for (name, bytes) in real_files(kind) {
            let list = read(&name, &bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
            samples.extend(list.views().map(|view| Sample::of(name.clone(), &view)));
        }
    }
    samples
}
