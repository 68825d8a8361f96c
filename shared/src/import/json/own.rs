//! Our own form: one object per item, keys are titles or identifiers, sub-lists are arrays or stand as in a flat sheet.

use super::{Fields, Key, Node, Reader, list_bit, plain_bit, scalar};
use crate::element::{Element, Kind, Part};
use crate::import::lines;
use crate::item::Value;
use crate::mapping::{part, title::Title};
use crate::notice::NoticeCode;
use crate::place::SheetId;

impl Reader<'_> {
    /// Reads one item. Returns the sheet of its main record.
    pub(super) fn own(&mut self, fields: Fields, row: u32) -> SheetId {
        let module = self.module(Part::Main.name().zh, Part::Main);
        let is_flat = fields.iter().all(|(_, node)| scalar(node).is_some());
        if is_flat {
            self.ask_beside(module, &fields);
        }
        let mut beside = Vec::new();
        for (name, node) in &fields {
            let key = self.key(module, name);
            match key.beside.filter(|_| is_flat) {
                Some(element) => beside.extend(self.cell(module, key, element, node, row)),
                None => self.field(module, name, key, node, row),
            }
        }
        self.divide(&beside);
        self.modules[module].id
    }

    fn field(&mut self, module: usize, name: &str, key: Key, node: &Node, row: u32) {
        match (node, key.part, key.element) {
            (Node::Array(nodes), Some(part), _) => self.sub_list(module, name, key, part, nodes, row),
            (Node::Object(_), Some(part), _) => {
                self.sub_list(module, name, key, part, std::slice::from_ref(node), row);
            }
            (Node::Array(nodes), None, Some(element)) => {
                self.provide(element, None);
                let text = self.joined(name, module, key, element, nodes, row);
                self.push_main(module, key, element, &text, row);
            }
            (Node::Object(_), None, Some(element)) => {
                self.provide(element, None);
                let place = self.place(module, key, row);
                self.out.say(NoticeCode::ValueShape, Some(place), [name]);
            }
            (_, part, Some(element)) => {
                self.provide(element, part);
                let text = scalar(node).unwrap_or_default();
                self.push_main(module, key, element, &text, row);
            }
            (_, Some(part), None) => self.written_list(module, name, key, part, node, row),
            (_, None, None) => self.unmapped(module, key),
        }
    }

    /// Notes that the item has a key for a main element. Under a key that may hold a sub-list as well, only items
    /// with a text provide it.
    fn provide(&mut self, element: Element, part: Option<Part>) {
        self.has_identity |= matches!(
            element,
            Element::TaskName | Element::TaskCode | Element::HandleItemCode
        );
        match part {
            Some(part) => {
                self.plain[part as usize].insert(element);
                self.shapes |= plain_bit(part);
            }
            None => self.common.insert(element),
        }
    }

    fn push_main(&mut self, module: usize, key: Key, element: Element, text: &str, row: u32) {
        let place = self.place(module, key, row);
        if let Some(value) = self.text(element, text, place) {
            self.main.push(value);
        }
    }

    /// The parts of a text given as an array: codes are listed, sentences stand on lines of their own.
    fn joined(
        &mut self,
        name: &str,
        module: usize,
        key: Key,
        element: Element,
        nodes: &[Node],
        row: u32,
    ) -> String {
        let separator = if matches!(element.spec().kind, Kind::Codes(_)) {
            ","
        } else {
            "\n"
        };
        let texts: Vec<_> = nodes
            .iter()
            .filter_map(scalar)
            .filter(|text| !text.is_empty())
            .collect();
        if nodes.iter().any(|node| scalar(node).is_none()) {
            let place = self.place(module, key, row);
            self.out.say(NoticeCode::ValueShape, Some(place), [name]);
        }
        texts.join(separator)
    }

    /// The element a plain text in a sub-list stands for: the one of that very title, else the first.
    fn naming(part: Part, name: &str) -> Option<Element> {
        part::within(part, &Title::of(name))
            .map(|candidate| candidate.element)
            .or_else(|| Element::of(part).next())
    }

    pub(super) fn provide_list(&mut self, part: Part, element: Option<Element>) {
        self.shapes |= list_bit(part);
        if let Some(element) = element {
            self.lists[part as usize].insert(element);
        }
    }

    /// A sub-list as an array of objects or texts.
    fn sub_list(&mut self, module: usize, name: &str, key: Key, part: Part, nodes: &[Node], row: u32) {
        let naming = Self::naming(part, name);
        let plain = nodes.iter().any(|node| !matches!(node, Node::Object(_)));
        // An empty list says that there are none; which elements it would have had makes no difference.
        self.provide_list(part, naming.filter(|_| plain || nodes.is_empty()));
        for node in nodes {
            match node {
                Node::Object(fields) => {
                    let inner = self.module(name, part);
                    self.record(inner, part, fields, row);
                }
                Node::Array(_) => {
                    let place = self.place(module, key, row);
                    self.out.say(NoticeCode::ValueShape, Some(place), [name]);
                }
                _ => {
                    let text = scalar(node).unwrap_or_default();
                    let place = self.place(module, key, row);
                    let value = naming.and_then(|element| self.text(element, &text, place));
                    self.records.extend(value.map(|value| (part, vec![value])));
                }
            }
        }
    }

    /// A sub-list as a text, where the item has no element for such a text: an entry per line.
    fn written_list(&mut self, module: usize, name: &str, key: Key, part: Part, node: &Node, row: u32) {
        let naming = Self::naming(part, name);
        self.provide_list(part, naming);
        let text = scalar(node).unwrap_or_default();
        let place = self.place(module, key, row);
        for line in lines::entries_of(&text) {
            let value = naming.and_then(|element| self.text(element, &line, place));
            self.records.extend(value.map(|value| (part, vec![value])));
        }
    }

    /// One object of a sub-list.
    pub(super) fn record(&mut self, module: usize, part: Part, fields: &Fields, row: u32) {
        let mut values: Vec<Value> = Vec::with_capacity(fields.len());
        for (name, node) in fields {
            let key = self.key(module, name);
            let Some(element) = key.element else {
                self.unmapped(module, key);
                continue;
            };
            self.provide_list(part, Some(element));
            let place = self.place(module, key, row);
            let text = match node {
                Node::Array(nodes) => self.joined(name, module, key, element, nodes, row).into(),
                _ => scalar(node).unwrap_or_else(|| {
                    self.out.say(NoticeCode::ValueShape, Some(place), [name.as_ref()]);
                    "".into()
                }),
            };
            values.extend(self.text(element, &text, place));
        }
        self.records.push((part, values));
    }
}
