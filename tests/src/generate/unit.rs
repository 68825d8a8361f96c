//! Authorities: a department of the region, a city or a county, a township government, a village committee.

use shared::code::CreditCode;
use shared::division::{Division, Level};

/// Who implements an item, and where.
pub(super) struct Unit {
    /// Level of exercise, `2` to `6`.
    pub(super) level: &'static str,
    pub(super) name: String,
    pub(super) code: String,
    /// Six digits.
    pub(super) area: String,
    /// County, city or region as people write it before an address.
    pub(super) place: String,
    pub(super) city: &'static Division,
    /// Township name and code, for levels 5 and 6.
    pub(super) town: Option<(String, String)>,
    /// Village name and code, for level 6.
    pub(super) village: Option<(String, String)>,
}

const VILLAGES: [&str; 12] = [
    "新圩", "大塘", "石龙", "平山", "龙岩", "长塘", "六合", "江口", "板桥", "那良", "古城", "上林",
];

fn all(level: Level) -> impl Iterator<Item = &'static Division> {
    Division::all()
        .iter()
        .filter(move |division| division.level() == level)
}

fn count(level: Level) -> usize {
    all(level).count()
}

/// Number of different units of a level.
pub(super) fn units(level: &str) -> usize {
    match level {
        "2" => 1,
        "3" => count(Level::City),
        "5" => count(Level::Township),
        "6" => count(Level::Township) * 100,
        _ => count(Level::County),
    }
}

/// The unit number `n` of `level` for a department. Units of a level repeat after as many as there are divisions.
pub(super) fn unit(level: &str, department: &str, n: usize) -> Unit {
    let nth = |wanted: Level| {
        let count = count(wanted).max(1);
        all(wanted)
            .nth(n % count)
            .expect("the table has divisions of every level")
    };
    match level {
        "2" => {
            let region = nth(Level::Region);
            let name = format!(
                "{}{}",
                region.name(),
                department
                    .strip_suffix('局')
                    .map_or(department.to_owned(), |d| format!("{d}厅"))
            );
            build("2", name, region, department, None, None)
        }
        "3" => {
            let city = nth(Level::City);
            build(
                "3",
                format!("{}{department}", city.name()),
                city,
                department,
                None,
                None,
            )
        }
        "5" | "6" => {
            let town = nth(Level::Township);
            let county = town.parent().expect("a township has a county");
            let (office, plain) = match town.name().strip_suffix("街道") {
                Some(_) => (format!("{}{}办事处", county.name(), town.name()), town.name()),
                None => (format!("{}{}人民政府", county.name(), town.name()), town.name()),
            };
            let town_line = Some((plain.to_owned(), town.code().to_owned()));
            if level == "5" {
                return build("5", office, county, town.code(), town_line, None);
            }
            let serial = n / count(Level::Township).max(1);
            let village = format!("{}村", VILLAGES[(n + serial) % VILLAGES.len()]);
            let code = format!("{}{:03}", town.code(), 200 + serial % 700);
            let name = format!("{}{}{village}村民委员会", county.name(), town.name());
            build("6", name, county, &code.clone(), town_line, Some((village, code)))
        }
        _ => {
            let county = nth(Level::County);
            build(
                "4",
                format!("{}{department}", county.name()),
                county,
                department,
                None,
                None,
            )
        }
    }
}

fn build(
    level: &'static str,
    name: String,
    division: &'static Division,
    salt: &str,
    town: Option<(String, String)>,
    village: Option<(String, String)>,
) -> Unit {
    let city = match division.level() {
        Level::County => division.parent().unwrap_or(division),
        _ => division,
    };
    let kind = if village.is_some() { "54" } else { "11" };
    let area = division.code().to_owned();
    let code = CreditCode::compose(kind, &area, &subject(&area, salt)).expect("parts of the right length");
    Unit {
        level,
        name,
        code,
        area,
        place: division.name().to_owned(),
        city,
        town,
        village,
    }
}

/// Eight characters of an invented organisation, different for each department.
fn subject(area: &str, salt: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in area.bytes().chain(salt.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{:08}", hash % 100_000_000)
}
