//! Which authority an item belongs to: the one notion of a unit behind figures, filters, pages, reports and comparisons.
//!
//! A name alone does not tell authorities apart: sixty names of townships stand for several places of Guangxi. A unit is
//! its name and the division that its code names, so that a slip in the rest of a code does not split it. An item whose
//! codes name no division belongs to the one unit of that name, and where there are several to none of them. An item that
//! names no authority belongs where the authority's code is used under one name, else its code stands for the unit.

use crate::code::CreditCode;
use crate::division::Division;
use crate::element::Element::{DeptCode, DeptName, HandleItemCode, TaskCode};
use crate::item::{Fields as _, ItemView, List};
use crate::locale::Lang;
use hashbrown::HashMap;

/// One authority.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Name as written in the list; empty where none is.
    pub name: String,
    /// Six digits of the division that its codes name; `None` where they name none.
    pub division: Option<String>,
    /// The code that stands for it where it has no name.
    pub code: Option<String>,
    /// Whether other units of the check have the same name.
    pub shares_name: bool,
}

impl Unit {
    /// The name, with the division where several units have it: `新圩镇人民政府（青秀区）`. The code
    /// where there is no name; empty where there is neither.
    pub fn label(&self) -> String {
        if let Some(code) = &self.code {
            return code.clone();
        }
        if !self.shares_name {
            return self.name.clone();
        }
        let place = match &self.division {
            Some(code) => Division::by_code(code).map_or(code.as_str(), |division| division.name()),
            None => "区划不明",
        };
        format!("{}（{place}）", self.name)
    }

    /// How it is called, also where it has no name.
    pub fn title(&self, lang: Lang) -> String {
        match (self.name.as_str(), &self.code, lang) {
            ("", None, Lang::ZhCn) => "（未填写实施主体）".to_owned(),
            ("", None, Lang::En) => "(no authority given)".to_owned(),
            ("", Some(code), Lang::ZhCn) => format!("（未填写实施主体，编码{code}）"),
            ("", Some(code), Lang::En) => format!("(no authority given, code {code})"),
            _ => self.label(),
        }
    }
}

/// The units of a list in order of first appearance, and which one each item belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Units {
    all: Vec<Unit>,
    of_items: Vec<u32>,
}

/// What tells units apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'a> {
    /// Name, and the division its code names.
    Named(&'a str, Option<&'a str>),
    /// Of what has no name; empty where there is no code either.
    Coded(&'a str),
}

impl Units {
    /// Finds the units of a list.
    pub fn of(list: &List) -> Self {
        let mut reader = Reader::default();
        let mut keys: Vec<Key<'_>> = list.views().map(|item| reader.key(&item)).collect();
        let mut divisions: HashMap<&str, Vec<&str>> = HashMap::new();
        for key in &keys {
            if let Key::Named(name, Some(division)) = *key {
                let known = divisions.entry(name).or_default();
                if !known.contains(&division) {
                    known.push(division);
                }
            }
        }
        for key in &mut keys {
            if let Key::Named(name, division @ None) = key
                && let Some([only]) = divisions.get(name).map(Vec::as_slice)
            {
                *division = Some(only);
            }
        }
        name_by_code(list, &mut keys);
        Self::count(&keys)
    }

    fn count(keys: &[Key<'_>]) -> Self {
        let mut units = Self {
            of_items: Vec::with_capacity(keys.len()),
            ..Self::default()
        };
        let mut known: HashMap<Key<'_>, u32> = HashMap::new();
        let mut of_name: HashMap<&str, u32> = HashMap::new();
        for key in keys {
            let unit = *known.entry(*key).or_insert_with(|| {
                let mut unit = Unit::default();
                match *key {
                    Key::Named(name, division) => {
                        *of_name.entry(name).or_default() += 1;
                        name.clone_into(&mut unit.name);
                        unit.division = division.map(str::to_owned);
                    }
                    Key::Coded(code) => unit.code = Some(code.to_owned()).filter(|code| !code.is_empty()),
                }
                units.all.push(unit);
                units.all.len() as u32 - 1
            });
            units.of_items.push(unit);
        }
        for unit in &mut units.all {
            unit.shares_name = of_name.get(unit.name.as_str()).is_some_and(|count| *count > 1);
        }
        units
    }

    /// All, in order of first appearance.
    pub fn all(&self) -> &[Unit] {
        &self.all
    }

    /// How many authorities the list names, by name or by code: items without either have none.
    pub fn known(&self) -> usize {
        let is_known = |unit: &&Unit| !unit.name.is_empty() || unit.code.is_some();
        self.all.iter().filter(is_known).count()
    }

    /// Number of the unit that item number `item` belongs to.
    pub fn number(&self, item: usize) -> usize {
        self.of_items[item] as usize
    }

    /// The unit that item number `item` belongs to.
    pub fn of_item(&self, item: usize) -> &Unit {
        &self.all[self.number(item)]
    }

    /// How the unit of item number `item` is called.
    pub fn title(&self, item: usize, lang: Lang) -> String {
        self.of_item(item).title(lang)
    }
}

/// Items without a name belong to the unit that alone bears their code.
fn name_by_code<'a>(list: &'a List, keys: &mut [Key<'a>]) {
    let nameless = |key: &Key<'_>| matches!(key, Key::Coded(code) if !code.is_empty());
    if !keys.iter().any(nameless) {
        return;
    }
    // `None`: several units bear the code.
    let mut bearers: HashMap<&str, Option<Key<'a>>> = HashMap::new();
    for (item, key) in list.views().zip(&*keys) {
        if matches!(key, Key::Named(..)) {
            let bearer = bearers.entry(authority_code(&item)).or_insert(Some(*key));
            *bearer = bearer.filter(|known| known == key);
        }
    }
    for key in keys {
        if let Key::Coded(code) = *key
            && let Some(Some(bearer)) = bearers.get(code)
            && !code.is_empty()
        {
            *key = *bearer;
        }
    }
}

/// The authority's code as written, else the part of the item's codes that should be it.
fn authority_code<'a>(item: &ItemView<'a>) -> &'a str {
    let parts = [TaskCode, HandleItemCode].map(|element| item.text(element).get(..LENGTH));
    let [task, handling] = parts.map(Option::unwrap_or_default);
    let codes = [item.text(DeptCode), task, handling];
    codes
        .into_iter()
        .find(|code| !code.is_empty())
        .unwrap_or_default()
}

/// Characters of an authority's code.
const LENGTH: usize = 18;

/// Which division a code names.
#[derive(Clone, Copy)]
enum Named<'a> {
    /// The code is right as a whole.
    Surely(&'a str),
    /// There is a slip in the code, and yet the digits are those of a division.
    Likely(&'a str),
    /// None that can be read.
    Nothing,
}

/// Reads each distinct code once: the lists of one authority repeat its code.
#[derive(Default)]
struct Reader<'a>(HashMap<&'a str, Named<'a>>);

impl<'a> Reader<'a> {
    fn key(&mut self, item: &ItemView<'a>) -> Key<'a> {
        match item.text(DeptName) {
            "" => Key::Coded(authority_code(item)),
            name => Key::Named(name, self.division(item)),
        }
    }

    /// A code that is right as a whole goes before one with a slip: the slip may be in its division.
    fn division(&mut self, item: &ItemView<'a>) -> Option<&'a str> {
        let mut likely = None;
        for element in [DeptCode, TaskCode, HandleItemCode] {
            let text = item.text(element);
            let code = match element {
                DeptCode => text,
                _ => text.get(..LENGTH).unwrap_or_default(),
            };
            match *self.0.entry(code).or_insert_with(|| named(code)) {
                Named::Surely(division) => return Some(division),
                Named::Likely(division) => likely = likely.or(Some(division)),
                Named::Nothing => {}
            }
        }
        likely
    }
}

fn named(code: &str) -> Named<'_> {
    let digits = code
        .get(2..8)
        .filter(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let Some(division) = digits else {
        return Named::Nothing;
    };
    // The platform's made-up codes have no check character.
    let temporary = CreditCode::is_temporary(code) && code.len() == LENGTH;
    if temporary || CreditCode::parse(code).is_ok() {
        Named::Surely(division)
    } else if Division::by_code(division).is_some() {
        Named::Likely(division)
    } else {
        Named::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::Units;
    use crate::import::read_csv;
    use crate::item::List;
    use crate::locale::Lang;

    /// Rows of 实施主体, 实施主体编码 and 实施编码.
    fn list(rows: &[&str]) -> List {
        let rows: Vec<_> = rows.iter().map(|row| format!("老年人优待证办理,{row}")).collect();
        let text = format!("事项名称,实施主体,实施主体编码,实施编码\n{}\n", rows.join("\n"));
        read_csv(&text)
    }

    /// The units of their items.
    fn titles(rows: &[&str]) -> Vec<String> {
        let list = list(rows);
        let units = Units::of(&list);
        (0..list.len())
            .map(|item| units.title(item, Lang::ZhCn))
            .collect()
    }

    // 青秀区 450103, 江南区 450105.
    const QINGXIU: &str = "114501039060419920";
    const JIANGNAN: &str = "11450105MB1558081W";

    #[test]
    fn items_without_name_and_code_add_no_authority() {
        let list = list(&["某局,,", ",,", ",114501039060419920,"]);
        assert_eq!(Units::of(&list).known(), 2);
    }

    #[test]
    fn one_name_in_two_divisions_is_two_units() {
        let rows = [
            "新圩镇人民政府,114501039060419920,",
            "新圩镇人民政府,11450105MB1558081W,",
        ];
        assert_eq!(
            titles(&rows),
            ["新圩镇人民政府（青秀区）", "新圩镇人民政府（江南区）"]
        );
        // Without a code of the authority the item's code tells.
        let rows = [
            "新圩镇人民政府,,1145010390604199205000723011000",
            "新圩镇人民政府,,11450105MB1558081W5000723011000",
        ];
        assert_eq!(
            titles(&rows),
            ["新圩镇人民政府（青秀区）", "新圩镇人民政府（江南区）"]
        );
    }

    #[test]
    fn slips_and_blanks_in_codes_split_no_unit() {
        let slips = [
            // A wrong check character, a character lost, and one in the division, which none has.
            "114501039060419921",
            "11450103906041992",
            "114599039060419920",
            "",
            "见附件",
        ];
        for slip in slips {
            let rows = [format!("某局,{QINGXIU},"), format!("某局,{slip},")];
            assert_eq!(
                titles(&rows.each_ref().map(String::as_str)),
                ["某局"; 2],
                "{slip}"
            );
        }
        // The slip makes it another division's code, while the item's code is right.
        let row = "某局,114501059060419920,1145010390604199205000723011000";
        assert_eq!(titles(&["某局,114501039060419920,", row]), ["某局"; 2]);
    }

    #[test]
    fn of_several_units_an_unreadable_code_names_none() {
        let rows = [
            format!("新圩镇人民政府,{QINGXIU},"),
            format!("新圩镇人民政府,{JIANGNAN},"),
            "新圩镇人民政府,,".to_owned(),
        ];
        let titles = titles(&rows.each_ref().map(String::as_str));
        assert_eq!(titles[2], "新圩镇人民政府（区划不明）");
    }

    #[test]
    fn the_code_stands_for_a_unit_without_a_name() {
        let rows = [
            format!(",{QINGXIU},"),
            format!(",{JIANGNAN},"),
            ",,".to_owned(),
            format!("某局,{JIANGNAN},"),
        ];
        let expected = [
            "（未填写实施主体，编码114501039060419920）",
            "某局",
            "（未填写实施主体）",
            "某局",
        ];
        assert_eq!(titles(&rows.each_ref().map(String::as_str)), expected);
        // Where two names use the code, it tells neither.
        let rows = [
            "甲局,114501039060419920,",
            "乙局,114501039060419920,",
            ",114501039060419920,",
        ];
        assert_eq!(titles(&rows)[2], "（未填写实施主体，编码114501039060419920）");
    }
}
