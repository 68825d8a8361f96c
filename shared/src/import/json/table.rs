//! A list of flat objects as a table: keys are titles, so that reference lists in JSON and in sheets go one way.

use super::parse::{Node, Parser, keep_last};
use super::{Fields, refusal, scalar};
use crate::import::Limits;
use crate::import::header::Found;
use crate::import::refusal::{Refusal, RefusalKind};
use crate::item::List;
use crate::locale::{Label, Wording};
use crate::mapping::Header;
use crate::notice::{Notice, NoticeCode};
use crate::order::Arrange as _;
use crate::place::{Place, Sheet, SheetId, SourceId};
use crate::table::{Cell, CellKind, Table};
use hashbrown::HashMap;

/// How deep the list may lie inside other objects.
const DEEPEST: usize = 4;

/// Reads a document: the table, its header, and the texts that stand beside the list, as titles stand above a table.
pub(crate) fn table(
    list: &mut List,
    source: SourceId,
    file: &str,
    text: &str,
    limits: &Limits,
) -> Result<(Table, Found, Vec<String>), Refusal> {
    let mut parser = Parser::new(text, limits.depth, limits.cells);
    let root = parser.value().and_then(|root| parser.end().map(|()| root));
    let root = root.map_err(|fault| {
        let limit = Label::new("{0}个值", "{0} values").with(&[limits.cells.to_string().into()]);
        let args: [Wording; 2] = [file.into(), limit];
        refusal(fault, &parser, file, limits)
            .unwrap_or_else(|| Refusal::new(RefusalKind::ReferenceTooLong, args))
    })?;
    let sheet = SheetId::try_from(list.sheets.len()).map_err(|_| Refusal::new(RefusalKind::Empty, [file]))?;
    let mut builder = Builder {
        list,
        source,
        sheet,
        keys: Vec::new(),
        columns: HashMap::new(),
        cells: Vec::new(),
    };
    let duplicates = std::mem::take(&mut parser.duplicates);
    for key in duplicates {
        builder.say(NoticeCode::DuplicateKey, None, key);
    }
    let mut titles = Vec::new();
    let rows = rows_in(root, &mut titles, 0).unwrap_or_default();
    for (row, node) in (0_u32..).zip(rows) {
        builder.row(row, node);
    }
    let (table, found) = builder.finish();
    Ok((table, found, titles))
}

/// The first list of objects; texts beside it go to `titles`.
fn rows_in<'a>(node: Node<'a>, titles: &mut Vec<String>, depth: usize) -> Option<Vec<Node<'a>>> {
    match node {
        Node::Array(nodes) => Some(nodes),
        Node::Object(fields) if depth < DEEPEST => {
            let mut rows = None;
            for (key, node) in fields {
                match node {
                    Node::Text(text) => titles.push(format!("{key}：{text}")),
                    Node::Array(_) | Node::Object(_) if rows.is_none() => {
                        rows = rows_in(node, titles, depth + 1);
                    }
                    _ => {}
                }
            }
            rows
        }
        _ => None,
    }
}

struct Builder<'a> {
    list: &'a mut List,
    source: SourceId,
    sheet: SheetId,
    keys: Vec<String>,
    columns: HashMap<String, u16>,
    cells: Vec<Cell>,
}

impl Builder<'_> {
    fn say(&mut self, code: NoticeCode, place: Option<Place>, arg: String) {
        self.list.notices.push(Notice {
            code,
            source: self.source,
            place,
            args: vec![arg.into()],
        });
    }

    fn row(&mut self, row: u32, node: Node<'_>) {
        let place = Place {
            sheet: self.sheet,
            row,
            column: 0,
        };
        let Node::Object(mut fields) = node else {
            self.say(NoticeCode::ValueShape, Some(place), format!("[{row}]"));
            return;
        };
        keep_last(&mut fields, &mut Vec::new());
        let first = self.cells.len();
        self.fields(row, fields);
        self.cells[first..].arrange_by_key(|cell| cell.column);
    }

    fn fields(&mut self, row: u32, fields: Fields<'_>) {
        for (key, node) in fields {
            let text = match &node {
                // Several values of one kind: one to a line, as cells have them.
                Node::Array(parts) if parts.iter().all(|part| scalar(part).is_some()) => {
                    let parts: Vec<_> = parts.iter().filter_map(scalar).collect();
                    Some(parts.join("\n").into())
                }
                node => scalar(node),
            };
            let place = Place {
                sheet: self.sheet,
                row,
                column: 0,
            };
            let (Some(column), Some(text)) = (self.column(&key), text) else {
                self.say(NoticeCode::ValueShape, Some(place), key.into_owned());
                continue;
            };
            if text.is_empty() {
                continue;
            }
            let kind = if matches!(node, Node::Number(_)) {
                CellKind::Number
            } else {
                CellKind::Text
            };
            if let Some(text) = self.list.texts.intern(&text) {
                self.cells.push(Cell {
                    text,
                    row,
                    column,
                    kind,
                });
            }
        }
    }

    fn column(&mut self, key: &str) -> Option<u16> {
        if let Some(column) = self.columns.get(key) {
            return Some(*column);
        }
        // Objects with more keys than a sheet has columns are no list.
        let column = u16::try_from(self.keys.len())
            .ok()
            .filter(|column| *column < 1024)?;
        self.keys.push(key.to_owned());
        self.columns.insert(key.to_owned(), column);
        Some(column)
    }

    fn finish(self) -> (Table, Found) {
        let headers = (0_u16..).zip(&self.keys).map(|(column, key)| Header {
            column,
            group: None,
            title: key.clone(),
        });
        let found = Found {
            headers: headers.collect(),
            first_data_row: 0,
            row: 0,
            skipped: 0,
        };
        self.list.sheets.push(Sheet {
            source: self.source,
            name: None,
            keys: self.keys,
        });
        let table = Table {
            sheet: self.sheet,
            cells: self.cells,
            merges: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            hidden: false,
        };
        (table, found)
    }
}
