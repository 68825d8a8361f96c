//! Planted defects are found by their clause and by no other.

use tests::cases::files;
use tests::check::standard;
use tests::quality::plant::Plants;
use tests::quality::planter::Planter;
use tests::quality::sample::samples;

#[test]
fn planted_defects_are_found_by_their_clause_only() {
    let (files, plants, samples) = (files(), Plants::read(), samples());
    let planter = Planter { standard: standard(), files: &files, plants: &plants, samples: &samples };
    let start = std::time::Instant::now();
    let tallies = planter.run();
    println!("{:?}", start.elapsed());
    for t in &tallies {
        println!("T {} ways {} variants {} found {} disturbed {} {:?}", t.clause, t.ways, t.variants, t.found, t.disturbed, t.unexpected.iter().map(|(c, (n, _))| (c, n)).collect::<Vec<_>>());
        for m in t.missed.iter().take(4) { println!("   M {m}"); }
        for (c, (n, e)) in &t.unexpected { println!("   U {c} {n} {e}"); }
    }
}
