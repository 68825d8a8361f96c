//! `address-shared-by-areas`

use crate::compared::{Pairs, place_of};
use crate::element::Element::{AreaCode, TransactAddress, WindowAddress};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{EntryView, Fields, List, Outline};
use crate::locale::Label;
use crate::rule::{Context, ListReport, ListRule, Meta, Outcome, Reason, Rule};
use crate::table::TextId;
use crate::text::address::{Precision, precision};
use hashbrown::HashMap;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::list::<AddressSharedByAreas>(&META);

const META: Meta = Meta {
    id: "address-shared-by-areas",
    title: Label::new("不同地区写同一个办理地点", "One address for different areas"),
    what: Label::new(
        "行政区划（前六位）不同的事项，办理地点逐字相同且写到了门牌、楼层或窗口的，判疑似；同一地区各单位同在一个大厅是正常的，不算；\
         没有写到门牌的（“当地政务服务中心”）由另一条款评判。没有地点或行政区划的不适用。",
        "Suspects places that are word for word the same, down to house number, floor or counter, in items of different divisions (first \
         six digits); units of one division may share a hall. Places without a house number belong to another clause. Does not apply \
         without a place or a division.",
    ),
    why: Label::new(
        "别的县的地址照抄过来，群众就会跑错地方。",
        "With another county's address people go to the wrong place.",
    ),
    needs: &[AreaCode],
    messages: &[Label::new(
        "办理地点“{0}”有{1}个不同地区在用，请核对是否照抄了别处的地址",
        "The place “{0}” is given in {1} different divisions: check whether it was copied",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AddressSharedByAreas {}

impl ListRule for AddressSharedByAreas {
    fn check(&self, list: &List, _: &Context, report: &mut ListReport) {
        let mut areas: HashMap<&str, usize> = HashMap::new();
        let mut given = Pairs::new(list.texts.places());
        // By the place of an address's text in how many areas it is given.
        let mut counts = vec![0_u32; list.texts.places()];
        let mut addresses = Vec::with_capacity(list.len());
        for item in list.outlines() {
            let found = area(&item).and_then(|area| Some((area, Address::of(&item)?)));
            if let Some((area, address)) = &found {
                let next = areas.len();
                let area = *areas.entry(area).or_insert(next);
                let (place, next) = (place_of(Some(address.text)), given.len());
                if given.number(place, area) as usize == next {
                    counts[place] += 1;
                }
            }
            addresses.push(found.map(|(_, address)| address));
        }
        for (item, address) in list.outlines().zip(addresses) {
            let Some(address) = address else {
                let carried = item.is_provided(TransactAddress) || item.is_provided(WindowAddress);
                let reason = Outcome::NotChecked(Reason::NotProvided);
                report.say(item.index(), if carried { Outcome::NotApplicable } else { reason });
                continue;
            };
            let (count, text) = (counts[place_of(Some(address.text))] as usize, list.texts.get(address.text));
            if count > 1 && precision(text) >= Precision::Door {
                let finding = address.locate(&item).arg(text).arg(count);
                report.say(item.index(), Outcome::Found(vec![finding]));
            }
        }
    }
}

/// The item's place: that of its first counter, else its own.
struct Address {
    /// As written.
    text: TextId,
    /// Number of the counter.
    counter: Option<u16>,
}

impl Address {
    fn of(item: &Outline<'_>) -> Option<Self> {
        let counter = |row: EntryView<'_>| Some((row.number(), row.text_id(WindowAddress)?));
        match item.view().entries(Part::Window).find_map(counter) {
            Some((number, text)) => Some(Self { text, counter: Some(number) }),
            None => Some(Self { text: item.text_id(TransactAddress)?, counter: None }),
        }
    }

    /// A suspicion about it.
    fn locate(&self, item: &Outline<'_>) -> Finding {
        match self.counter {
            Some(number) => {
                let row = item.view().entries(Part::Window).nth(usize::from(number));
                let value = row.and_then(|row| row.value(WindowAddress));
                Finding::suspect(WindowAddress, 0).value(value).entry(number)
            }
            None => Finding::suspect(TransactAddress, 0).value(item.value(TransactAddress)),
        }
    }
}

fn area<'a>(item: &Outline<'a>) -> Option<&'a str> {
    item.text(AreaCode).get(..6)
}
