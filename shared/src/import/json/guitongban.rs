//! Responses of the 桂通办 interface, verbatim: an item is an object of modules (domain/elements.md §1.5).

use super::{Fields, Node, Reader, list_bit, scalar};
use crate::element::{Element, Part};
use crate::mapping::is_identity;
use crate::notice::NoticeCode;
use crate::order::Arrange as _;
use crate::place::{Place, SheetId};

/// Modules in the order they are read. `AUDIT_ITEM_EXTEND` goes before `AUDIT_ITEM`: keys that stand in both, such as
/// `scene_reason`, are filled in the former and blank in the latter.
const MODULES: &[(&str, Part)] = &[
    (EXTEND, Part::Main),
    ("AUDIT_ITEM", Part::Main),
    ("AUDIT_ITEM_BYLAW", Part::Law),
    ("AUDIT_ITEM_WINDOW", Part::Window),
    ("AUDIT_MATERIAL", Part::Material),
    ("AUDIT_ITEM_SPECIAL", Part::Special),
    ("AUDIT_QA", Part::Question),
];

const EXTEND: &str = "AUDIT_ITEM_EXTEND";

/// Modules whose rows tell cases apart; they have no elements in the data standard and are empty in all known data.
const CONDITIONS: &[&str] = &["AUDIT_MATERIAL_CONDITION", "AUDIT_ITEM_CONDITION"];

/// Keys that hold the platform's own bookkeeping: links between its tables, partitions, and who wrote a record when.
/// No element of an implementation list is among them, so leaving them out needs no notice.
const TECHNICAL: &[&str] = &[
    "rowguid",
    "task_guid",
    "partitionguid",
    "year",
    "operatedate",
    "operateusername",
    "operateuserguid",
    "law_id",
    "cataloglawid",
    "window_id",
    "materialid",
    "special_id",
    "qaid",
    "belongxiaqucode",
    "gscapproveprojectcodeid",
    "ordernum",
    "ordernumber",
    "cd_operation",
    "cd_time",
    "cd_batch",
    "data_source",
];

/// Whether a key without an element needs no notice.
pub(super) fn is_technical(name: &str) -> bool {
    TECHNICAL.contains(&name)
}

impl Reader<'_> {
    /// Reads one element of a response. Returns the sheet of its main record.
    pub(super) fn response(&mut self, mut fields: Fields, row: u32) -> SheetId {
        let mut first = None;
        for (name, part) in MODULES {
            let Some(at) = fields.iter().position(|(key, _)| key == name) else {
                continue;
            };
            let (_, node) = fields.swap_remove(at);
            let module = self.module(name, *part);
            let sheet = self.modules[module].id;
            let rows = match node {
                Node::Object(fields) => vec![fields],
                Node::Array(nodes) => self.objects(nodes, name, sheet, row),
                Node::Null => continue,
                _ => {
                    let place = Place {
                        sheet,
                        row,
                        column: 0,
                    };
                    self.out.say(NoticeCode::ValueShape, Some(place), [*name]);
                    continue;
                }
            };
            if *part == Part::Main {
                if rows.len() > 1 {
                    let place = Place {
                        sheet,
                        row,
                        column: 0,
                    };
                    let count = rows.len().to_string();
                    self.out
                        .say(NoticeCode::RecordsIgnored, Some(place), [*name, &count]);
                }
                if let Some(fields) = rows.first() {
                    self.attributes(module, name, fields, row);
                }
                first = Some(sheet);
            } else {
                self.rows(module, *part, rows, row);
            }
        }
        let first = first.unwrap_or_else(|| {
            let module = self.module("AUDIT_ITEM", Part::Main);
            self.modules[module].id
        });
        self.left_over(&fields, row, first);
        first
    }

    fn objects<'t>(&mut self, nodes: Vec<Node<'t>>, name: &str, sheet: SheetId, row: u32) -> Vec<Fields<'t>> {
        let mut rows = Vec::with_capacity(nodes.len());
        for node in nodes {
            if let Node::Object(fields) = node {
                rows.push(fields);
            } else {
                let place = Place {
                    sheet,
                    row,
                    column: 0,
                };
                self.out.say(NoticeCode::ValueShape, Some(place), [name]);
            }
        }
        rows
    }

    /// The item's own values. Of two modules' values for one key the first that is filled counts.
    fn attributes(&mut self, module: usize, name: &str, fields: &Fields, row: u32) {
        for (key_name, node) in fields {
            let key = self.key(module, key_name);
            let Some(element) = key.element else {
                self.unmapped(module, key);
                continue;
            };
            // The extension repeats codes of the item and has a record id of its own.
            if name == EXTEND && is_identity(element) {
                continue;
            }
            self.has_identity |= matches!(
                element,
                Element::TaskName | Element::TaskCode | Element::HandleItemCode
            );
            self.common.insert(element);
            let place = self.place(module, key, row);
            let Some(text) = scalar(node) else {
                self.out
                    .say(NoticeCode::ValueShape, Some(place), [key_name.as_ref()]);
                continue;
            };
            let value = self.text(element, &text, place);
            self.main.extend(value);
        }
    }

    /// The rows of a sub-list, in the order of their numbers.
    fn rows(&mut self, module: usize, part: Part, mut rows: Vec<Fields>, row: u32) {
        rows.arrange_by_key(order);
        self.shapes |= list_bit(part);
        if rows.is_empty() {
            self.lists[part as usize].extend_first(part);
        }
        for fields in &rows {
            self.record(module, part, fields, row);
        }
    }

    fn left_over(&mut self, fields: &Fields, row: u32, sheet: SheetId) {
        for (name, node) in fields {
            let is_blank =
                matches!(node, Node::Null) || matches!(node, Node::Array(nodes) if nodes.is_empty());
            if name.starts_with('_') || (is_blank && CONDITIONS.contains(&name.as_ref())) {
                continue;
            }
            let place = Place {
                sheet,
                row,
                column: 0,
            };
            self.out
                .say(NoticeCode::KeyUnmapped, Some(place), [name.as_ref(), "1"]);
        }
    }
}

/// Place of a row in its list: `ordernum` or `ordernumber`, rows without one last.
fn order(fields: &Fields) -> u64 {
    let number = fields
        .iter()
        .find(|(key, _)| key == "ordernum" || key == "ordernumber");
    number
        .and_then(|(_, node)| scalar(node)?.trim().parse().ok())
        .unwrap_or(u64::MAX)
}
