//! Telephone numbers of a list's own texts, read once for all rules that compare them. Numbers stand for normal forms, so
//! that comparing needs no text.

use crate::compared::{Pairs, place_of};
use crate::element::Element::{self, LinkWay, SuperviseWay};
use crate::item::{Fields, List, Outline};
use crate::table::{TextId, Texts};
use crate::text::phone::own_numbers;
use crate::versions::same;

/// A telephone number for enquiries among the distinct ones of a list: that of its normal form.
pub type Number = TextId;

/// The numbers for enquiries and complaints that texts hold, landlines and mobiles; no services. A number that nobody gives
/// for enquiries equals no other one: it is `None`.
pub struct Telephones {
    normal_forms: Texts,
    numbers: Vec<Option<Number>>,
    /// Where the numbers of each text that was read begin, and last where those of the last one end.
    starts: Vec<u32>,
    /// By the place of a text which of the texts read it is, counted from 1; 0 for others.
    of_texts: Vec<u32>,
}

/// The telephones of a list.
pub fn telephones(list: &List) -> &Telephones {
    list.memory
        .compared
        .telephones
        .get_or_init(|| Telephones::of(list))
}

impl Telephones {
    fn of(list: &List) -> Self {
        let mut of_texts = vec![0; list.texts.places()];
        let ids = |element| list.outlines().filter_map(move |item| item.text_id(element));
        let mut of_enquiries = 0;
        for id in ids(LinkWay) {
            let read = &mut of_texts[place_of(Some(id))];
            if *read == 0 {
                of_enquiries += 1;
                *read = of_enquiries;
            }
        }
        // Mostly one number each.
        let mut normal_forms = Texts::with_capacity(of_enquiries as usize);
        let (mut starts, mut numbers) = (vec![0], Vec::new());
        for id in ids(LinkWay).chain(ids(SuperviseWay)) {
            let read = &mut of_texts[place_of(Some(id))];
            let next = starts.len() as u32;
            if *read != next && *read != 0 {
                continue;
            }
            *read = next;
            for number in own_numbers(list.texts.trimmed(id)) {
                numbers.push(if next <= of_enquiries {
                    normal_forms.intern(&number)
                } else {
                    normal_forms.find(&number)
                });
            }
            starts.push(numbers.len() as u32);
        }
        Self {
            normal_forms,
            numbers,
            starts,
            of_texts,
        }
    }

    /// The numbers in the text of `element`, in the order as written; none where it has none.
    pub fn of_element(&self, item: &Outline<'_>, element: Element) -> &[Option<Number>] {
        let of_text = |read: u32| {
            let end = *self.starts.get(read as usize)?;
            let start = *self.starts.get((read as usize).checked_sub(1)?)?;
            self.numbers.get(start as usize..end as usize)
        };
        let read = self.of_texts.get(place_of(item.text_id(element)));
        read.and_then(|read| of_text(*read)).unwrap_or_default()
    }

    /// The normal form of a number.
    pub fn normal_form(&self, number: Number) -> &str {
        self.normal_forms.get(number)
    }
}

/// Who gives which number for enquiries.
pub struct Enquiries {
    /// Numbers with the authorities that give them, see [`crate::versions::Same::authority`].
    given: Pairs,
    /// Of each number how many authorities give it.
    units: Vec<u32>,
}

/// The numbers for enquiries of a list.
pub fn enquiries(list: &List) -> &Enquiries {
    list.memory.compared.enquiries.get_or_init(|| {
        let telephones = telephones(list);
        let numbers = telephones.normal_forms.len();
        let (mut given, mut units) = (Pairs::new(numbers), vec![0; numbers]);
        for (item, &authority) in list.outlines().zip(&same(list).authority) {
            for &number in telephones.of_element(&item, LinkWay).iter().flatten() {
                let next = given.len();
                if given.number(number.index(), authority as usize) as usize == next {
                    units[number.index()] += 1;
                }
            }
        }
        Enquiries { given, units }
    })
}

impl Enquiries {
    /// Whether the authority gives the number.
    pub fn has(&self, number: Number, authority: u32) -> bool {
        self.given.has(number.index(), authority as usize)
    }

    /// How many authorities give the number.
    pub fn units(&self, number: Number) -> usize {
        self.units.get(number.index()).map_or(0, |units| *units as usize)
    }
}
