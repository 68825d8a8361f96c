//! JSON → items: our own form (keys are titles or identifiers) and responses of the 桂通办 interface.

mod flat;
mod glance;
mod guitongban;
mod keys;
mod own;
pub(crate) mod parse;
mod table;
#[cfg(test)]
mod tests;

use super::assemble::Assembly;
use super::refusal::RefusalKind;
use super::{Flow, Limits, Progress, Refusal, damage};
use crate::element::{Element, Part};
use crate::item::{List, Provided, Value};
use crate::locale::{Label, Wording};
use crate::mapping::{Choices, ColumnMatch};
use crate::notice::NoticeCode;
use crate::place::{Place, Sheet, SheetId, SourceId};
use crate::table::{CellKind, Texts};
use hashbrown::HashMap;
use keys::{CONTAINERS, ENVELOPE, Key, Module, SUCCESS, is_envelope, list_bit, meaning, plain_bit, provided};
use parse::{Fault, Node, Parser, keep_last};
use std::borrow::Cow;

pub(crate) use glance::glance;
pub(crate) use table::table;

/// Fields of an object in the order they stand.
type Fields<'a> = Vec<(Cow<'a, str>, Node<'a>)>;

/// Reads a document into `list`. Returns the number of items.
pub(crate) fn read(
    list: &mut List,
    source: SourceId,
    file: &str,
    text: &str,
    choices: &Choices,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<usize, Refusal> {
    let mut parser = Parser::new(text, limits.depth, limits.cells);
    let mut reader = Reader::new(list, source, choices);
    let mut tick = |done: usize| {
        progress(Progress {
            done: done as u64,
            total: text.len() as u64,
        })
    };
    if let Err(fault) = reader.document(&mut parser, &mut tick) {
        if let Some(refusal) = refusal(fault, &parser, file, limits) {
            return Err(refusal);
        }
        let args: [Wording; 2] = [Label::new("值", "values").into(), limits.cells.to_string().into()];
        reader.out.say(NoticeCode::LimitReached, None, args);
    }
    Ok(reader.finish(limits))
}

/// What to say of a fault; `None` where only the rest was not read.
fn refusal(fault: Fault, parser: &Parser, file: &str, limits: &Limits) -> Option<Refusal> {
    let file = file.to_owned();
    Some(match fault {
        Fault::Full => return None,
        Fault::Syntax(at, what) => {
            let (line, column) = parser.line_and_column(at);
            let args: [Wording; 4] = [
                file.into(),
                line.to_string().into(),
                column.to_string().into(),
                what.into(),
            ];
            Refusal::new(RefusalKind::BadJson, args)
        }
        Fault::TooDeep => Refusal::new(RefusalKind::TooDeep, [file, limits.depth.to_string()]),
        Fault::Stopped => Refusal::new(RefusalKind::Cancelled, [file]),
    })
}

/// Items of one document in the making.
struct Reader<'a> {
    list: &'a mut List,
    out: Assembly,
    choices: &'a Choices,
    modules: Vec<Module>,
    /// Elements with a key anywhere in the file.
    common: Provided,
    /// Elements of sub-lists with a key anywhere in the file, by part.
    lists: [Provided; Part::ALL.len()],
    /// Elements of the item that stand under a key which other items use for a sub-list, by part.
    plain: [Provided; Part::ALL.len()],
    /// The item being read.
    main: Vec<Value>,
    records: Vec<(Part, Vec<Value>)>,
    shapes: u64,
    has_identity: bool,
    row: u32,
}

impl<'a> Reader<'a> {
    fn new(list: &'a mut List, source: SourceId, choices: &'a Choices) -> Self {
        Self {
            list,
            out: Assembly::new(source),
            choices,
            modules: Vec::new(),
            common: Provided::default(),
            lists: [Provided::default(); Part::ALL.len()],
            plain: [Provided::default(); Part::ALL.len()],
            main: Vec::new(),
            records: Vec::new(),
            shapes: 0,
            has_identity: false,
            row: 0,
        }
    }

    fn document(&mut self, parser: &mut Parser, tick: &mut dyn FnMut(usize) -> Flow) -> Result<(), Fault> {
        match parser.peek() {
            Some(b'[') => self.items(parser, tick)?,
            Some(b'{') => {
                let (fields, found) = self.container(parser, tick)?;
                if !found {
                    self.item(parser, Node::Object(fields));
                }
            }
            _ => {
                let at = parser.position();
                return Err(Fault::Syntax(
                    at,
                    Label::new("应为对象或数组", "an object or an array expected"),
                ));
            }
        }
        parser.end()
    }

    fn items(&mut self, parser: &mut Parser, tick: &mut dyn FnMut(usize) -> Flow) -> Result<(), Fault> {
        parser.array(|parser| {
            if self.row.is_multiple_of(256) && tick(parser.position()) == Flow::Stop {
                return Err(Fault::Stopped);
            }
            let node = parser.value()?;
            self.item(parser, node);
            Ok(())
        })
    }

    /// Reads an object that may hold the list of items. Returns its other fields, and whether there was a list; if
    /// there was, the fields have been dealt with.
    fn container<'t>(
        &mut self,
        parser: &mut Parser<'t>,
        tick: &mut dyn FnMut(usize) -> Flow,
    ) -> Result<(Fields<'t>, bool), Fault> {
        let mut fields: Fields = Vec::new();
        let mut found = false;
        parser.object(|parser, key| {
            let holds = CONTAINERS.contains(&key.to_ascii_lowercase().as_str());
            match parser.peek() {
                Some(b'[') if holds => {
                    found = true;
                    self.items(parser, tick)
                }
                Some(b'{') if holds => {
                    let (inner, inside) = self.container(parser, tick)?;
                    found = true;
                    if !inside {
                        self.item(parser, Node::Object(inner));
                    }
                    Ok(())
                }
                _ => {
                    let value = parser.value()?;
                    fields.push((key, value));
                    Ok(())
                }
            }
        })?;
        keep_last(&mut fields, &mut parser.duplicates);
        let failed = self.status(&fields);
        found |= failed || is_envelope(&fields);
        if found {
            for (key, _) in &fields {
                let plain = key.to_ascii_lowercase();
                if !(ENVELOPE.contains(&plain.as_str())
                    || CONTAINERS.contains(&plain.as_str())
                    || key.starts_with('_'))
                {
                    self.out
                        .say(NoticeCode::KeyUnmapped, None, [key.to_string(), "1".to_owned()]);
                }
            }
        }
        Ok((fields, found))
    }

    /// Says so when the platform reports a failure. Returns whether it does.
    fn status(&mut self, fields: &Fields) -> bool {
        let Some((_, Node::Object(status))) = fields.iter().find(|(key, _)| key == "STATUS") else {
            return false;
        };
        let get = |wanted: &str| {
            let found = status.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted));
            found
                .and_then(|(_, node)| scalar(node))
                .unwrap_or_default()
                .into_owned()
        };
        let code = get("CODE");
        let failed = !SUCCESS.contains(&code.to_ascii_lowercase().as_str());
        if failed {
            self.out
                .say(NoticeCode::PlatformFailure, None, [code, get("TEXT")]);
        }
        failed
    }

    /// Reads one element of the list of items.
    fn item(&mut self, parser: &mut Parser, node: Node) {
        self.main.clear();
        self.records.clear();
        self.shapes = 0;
        self.has_identity = false;
        let row = self.row;
        self.row = self.row.saturating_add(1);
        let duplicates = std::mem::take(&mut parser.duplicates);
        let Node::Object(fields) = node else {
            self.out.say(NoticeCode::ValueShape, None, [format!("[{row}]")]);
            return;
        };
        let is_response = fields.iter().any(|(key, _)| key.starts_with("AUDIT_"));
        let first = if is_response {
            self.response(fields, row)
        } else {
            self.own(fields, row)
        };
        let place = Place {
            sheet: first,
            row,
            column: 0,
        };
        for key in duplicates {
            self.out.say(NoticeCode::DuplicateKey, Some(place), [key]);
        }
        if !self.has_identity {
            self.out
                .say(NoticeCode::RowWithoutItem, Some(place), [(row + 1).to_string()]);
            return;
        }
        let draft = self.out.begin(place, 0, &self.main);
        self.out.drafts[draft].joined = self.shapes;
        for (part, values) in self.records.drain(..) {
            let range = self.out.store(&values);
            self.out.attach(draft, part, range);
        }
    }

    /// The sheet of a module, made when it is first met.
    fn module(&mut self, name: &str, part: Part) -> usize {
        if let Some(known) = self
            .modules
            .iter()
            .position(|module| module.part == part && module.name == name)
        {
            return known;
        }
        self.modules.push(Module {
            id: (self.list.sheets.len() + self.modules.len()) as SheetId,
            name: name.to_owned(),
            part,
            names: Vec::new(),
            keys: HashMap::new(),
            unmapped: Vec::new(),
        });
        self.modules.len() - 1
    }

    /// What a key of a module means; looked up once.
    fn key(&mut self, module: usize, name: &str) -> Key {
        let module = &mut self.modules[module];
        if let Some(key) = module.keys.get(name) {
            return *key;
        }
        let column = module.names.len().min(usize::from(u16::MAX)) as u16;
        let key = meaning(module.part, name, column, self.choices);
        if module.names.len() < usize::from(u16::MAX) {
            module.names.push(name.to_owned());
            module.unmapped.push(0);
        }
        module.keys.insert(name.to_owned(), key);
        key
    }

    fn place(&self, module: usize, key: Key, row: u32) -> Place {
        Place {
            sheet: self.modules[module].id,
            row,
            column: key.column,
        }
    }

    /// Counts a key that means nothing to us.
    fn unmapped(&mut self, module: usize, key: Key) {
        if !key.quiet
            && let Some(count) = self.modules[module].unmapped.get_mut(usize::from(key.column))
        {
            *count += 1;
        }
    }

    /// The value of a text, with its damage told; `None` where the text is empty.
    fn text(&mut self, element: Element, text: &str, place: Place) -> Option<Value> {
        if text.is_empty() {
            return None;
        }
        if damage::is_fragile(element)
            && let Some((code, args)) = damage::of(element, CellKind::Text, text)
        {
            self.out.say(code, Some(place), args);
        }
        let texts: &mut Texts = &mut self.list.texts;
        Some(Value::new(element, texts.intern(text)?, place))
    }

    /// Hands everything over to the list.
    fn finish(mut self, limits: &Limits) -> usize {
        for module in &self.modules {
            for (name, count) in module
                .names
                .iter()
                .zip(&module.unmapped)
                .filter(|(_, count)| **count > 0)
            {
                let whole = if module.part == Part::Main && module.name == Part::Main.name().zh {
                    name.clone()
                } else {
                    format!("{}.{name}", module.name)
                };
                let column = module.keys.get(name).map_or(0, |key| key.column);
                let place = Place {
                    sheet: module.id,
                    row: 0,
                    column,
                };
                self.out
                    .say(NoticeCode::KeyUnmapped, Some(place), [whole, count.to_string()]);
            }
        }
        for module in self.modules {
            for (name, column) in module.names.iter().zip(0..) {
                let Some(key) = module.keys.get(name).filter(|key| !key.quiet) else {
                    continue;
                };
                let element = key.element.or(key.beside);
                let is_used = element.is_some() || key.part.is_some();
                self.list.columns.push(ColumnMatch {
                    sheet: module.id,
                    column,
                    title: name.clone(),
                    element,
                    confidence: if is_used { 100 } else { 0 },
                    how: key.how,
                    unit: None,
                });
            }
            self.list.sheets.push(Sheet {
                source: self.out.source,
                name: Some(module.name),
                keys: module.names,
            });
        }
        let Self {
            list,
            out,
            common,
            lists,
            plain,
            ..
        } = self;
        out.finish(list, limits, |draft| provided(draft, &common, &lists, &plain))
    }
}

/// Text of a value that is no list and no object; JSON text for numbers and flags, nothing for null.
fn scalar<'n>(node: &'n Node) -> Option<Cow<'n, str>> {
    match node {
        Node::Text(text) => Some(Cow::Borrowed(text.as_ref())),
        Node::Number(text) => Some(Cow::Borrowed(text)),
        Node::Bool(flag) => Some(Cow::Borrowed(if *flag { "true" } else { "false" })),
        Node::Null => Some(Cow::Borrowed("")),
        Node::Array(_) | Node::Object(_) => None,
    }
}
