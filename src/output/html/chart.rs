//! Charts: bars with their names and numbers beside them, and columns over time. What they show is told in words, too.

use maud::{Markup, html};

use super::document::grouped;
use crate::output::{cut, neutralise};

/// How many bars a chart has; the rest is one.
const MOST_BARS: usize = 10;
/// How wide a drawing is, in its own units: about the pixels of a narrow screen, so that its letters are not shrunk there.
const WIDTH: u64 = 350;
const LINE: u64 = 26;
const BAR: u64 = 130;
const LABELS: u64 = 158;
/// How many letters fit beside a bar.
const LETTERS: usize = 21;
const HEIGHT: u64 = 150;

/// A chart: a title, and how many there are of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    title: String,
    counts: Vec<(String, u64)>,
    stands: bool,
}

/// Counts under way.
#[derive(Clone, Debug, Default)]
pub struct Tally(Vec<(String, u64)>, std::collections::HashMap<String, usize>);

impl Tally {
    /// Counts for these names, which keep their order, and are shown though there are none.
    #[must_use]
    pub fn of(names: &[&str]) -> Self {
        let mut tally = Self::default();
        for name in names {
            tally.add(name, 0);
        }
        tally
    }

    /// One more of these.
    pub fn count(&mut self, name: &str) {
        self.add(name, 1);
    }

    /// So many more of these.
    pub(crate) fn add(&mut self, name: &str, number: u64) {
        if let Some(place) = self.1.get(name) {
            self.0[*place].1 += number;
        } else {
            self.1.insert(name.to_owned(), self.0.len());
            self.0.push((name.to_owned(), number));
        }
    }

    /// How many there are of each, in the order in which they were first named.
    #[must_use]
    pub fn counts(&self) -> &[(String, u64)] {
        &self.0
    }

    /// As bars in the order that there is.
    #[must_use]
    pub fn in_order(self, title: &str) -> Chart {
        Chart { title: title.to_owned(), counts: self.0, stands: false }
    }

    /// As bars, those with the most first; many small ones become one.
    #[must_use]
    pub fn most_first(mut self, title: &str) -> Chart {
        self.0.retain(|(_, number)| *number > 0);
        self.0.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        if self.0.len() > MOST_BARS {
            let others = self.0.split_off(MOST_BARS - 1);
            let number = others.iter().map(|(_, number)| number).sum();
            self.0.push((format!("{} others", others.len()), number));
        }
        Chart { title: title.to_owned(), counts: self.0, stands: false }
    }

    /// As columns from left to right, such as days.
    #[must_use]
    pub fn over_time(self, title: &str) -> Chart {
        Chart { title: title.to_owned(), counts: self.0, stands: true }
    }
}

impl Chart {
    fn most(&self) -> u64 {
        self.counts.iter().map(|(_, number)| *number).max().unwrap_or(0).max(1)
    }

    /// `active 40, pending 3`.
    pub(crate) fn in_words(&self) -> String {
        let told: Vec<_> = self.counts.iter().map(|(name, number)| format!("{name}: {number}")).collect();
        if told.is_empty() { "nothing".to_owned() } else { neutralise(&told.join(", ")).into_owned() }
    }
}

/// A chart with its title.
pub(super) fn figure(chart: &Chart, number: usize) -> Markup {
    let (title, words) = (format!("chart-{number}"), format!("chart-{number}-words"));
    let lines = u64::try_from(chart.counts.len()).unwrap_or(0).max(1);
    let height = if chart.stands { HEIGHT + 22 } else { lines * LINE };
    html! {
        figure {
            figcaption { (neutralise(&chart.title)) }
            svg viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-labelledby=(format!("{title} {words}")) {
                title id=(title) { (neutralise(&chart.title)) }
                desc id=(words) { (chart.in_words()) }
                @if chart.counts.is_empty() {
                    text x="0" y="17" { "Nothing" }
                } @else if chart.stands {
                    (columns(chart))
                } @else {
                    (bars(chart))
                }
            }
        }
    }
}

fn bars(chart: &Chart) -> Markup {
    let most = chart.most();
    html! {
        @for (place, (name, number)) in (0_u64..).zip(&chart.counts) {
            @let long = number.saturating_mul(BAR) / most;
            @let top = place * LINE;
            g {
                title { (neutralise(name)) ": " (grouped(*number)) }
                text.label x=(LABELS - 6) y=(top + 17) text-anchor="end" { (shortened(name)) }
                rect.back x=(LABELS) y=(top + 4) width=(BAR) height=(LINE - 8) rx="3" {}
                // The least there is can be seen.
                @if *number > 0 { rect.bar x=(LABELS) y=(top + 4) width=(long.max(2)) height=(LINE - 8) rx="3" {} }
                text.count x=(LABELS + BAR + 6) y=(top + 17) { (grouped(*number)) }
            }
        }
    }
}

fn columns(chart: &Chart) -> Markup {
    let most = chart.most();
    let number_of = u64::try_from(chart.counts.len()).unwrap_or(1).max(1);
    let step = WIDTH * 100 / number_of;
    let wide = (step * 4 / 5).min(4000);
    let place = |hundredths: u64| format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let (first, last) = (chart.counts.first(), chart.counts.last().filter(|_| number_of > 1));
    html! {
        line.axis x1="0" y1=(HEIGHT) x2=(WIDTH) y2=(HEIGHT) {}
        text.count x="0" y="11" { "most: " (grouped(chart.counts.iter().map(|(_, number)| *number).max().unwrap_or(0))) }
        @for (index, (name, number)) in (0_u64..).zip(&chart.counts) {
            @let high = number.saturating_mul(HEIGHT - 18) / most;
            @let high = if *number > 0 { high.max(2) } else { 0 };
            g {
                title { (neutralise(name)) ": " (grouped(*number)) }
                // All of its height answers to the pointer.
                rect.reach x=(place(index * step)) y="0" width=(place(step)) height=(HEIGHT) {}
                rect.bar x=(place(index * step + (step - wide) / 2)) y=(HEIGHT - high) width=(place(wide)) height=(high) {}
            }
        }
        @if let Some((name, _)) = first { text.label x="0" y=(HEIGHT + 17) { (neutralise(name)) } }
        @if let Some((name, _)) = last { text.label x=(WIDTH) y=(HEIGHT + 17) text-anchor="end" { (neutralise(name)) } }
    }
}

/// As much of a name as fits beside a bar; the whole is in the bar's title.
fn shortened(name: &str) -> String {
    let name = neutralise(name);
    cut(&name, LETTERS)
}
