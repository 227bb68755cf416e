//! How far an exemption of the notice reaches: which requirements its ground in law may lift, and where.
//! Never decides whether the ground holds in the case at hand; which ground lifts what is data.

use super::{Facts, resolve};
use crate::law::Law;
use crate::notice::Notice;
use crate::notice::model::{Exemption, Leaf};
use crate::notice::tree::NodeId;

/// Requirements that belong to Art. 14 alone: a ground of Art. 14 reaches them wherever they are asked.
const OF_ARTICLE_14: &[&str] = &["data-categories", "source", "source-public"];

/// Whether the ground of an exemption may lift a requirement.
#[must_use]
pub fn lifts(facts: &Facts, law: &Law, exemption: &Exemption<'_>, criterion: &str) -> bool {
    let Some(ground) = exemption.ground.and_then(|leaf| law.ground(leaf.value)) else { return false };
    let covered = resolve(exemption.data_categories.as_deref(), &facts.ids.data_categories);
    // Without categories the notice as a whole tells which article applies.
    let from_the_person = if covered.is_empty() { facts.article_13 } else { covered.iter().any(|c| facts.categories[*c].article_13) };
    ground.lifts.iter().any(|lift| lift == criterion)
        && !(ground.purposes_named && exemption.purposes.is_none())
        && (!ground.only_article_14 || !from_the_person || OF_ARTICLE_14.contains(&criterion))
}

/// The requirements an exemption names that its ground does not lift.
#[must_use]
pub fn not_lifted<'t>(facts: &Facts, law: &Law, exemption: &Exemption<'t>) -> Vec<&'t str> {
    exemption.lifts.iter().map(|leaf| leaf.value).filter(|criterion| !lifts(facts, law, exemption, criterion)).collect()
}

/// Whether an exemption covers a place: an entry it names, or anything else where it names every entry or none in particular.
#[must_use]
pub fn covers(notice: &Notice<'_>, facts: &Facts, exemption: &Exemption<'_>, node: NodeId) -> bool {
    let purposes = notice.purposes.iter().position(|purpose| purpose.at == node);
    let categories = notice.data_categories.iter().position(|category| category.at == node);
    is_named(exemption.purposes.as_deref(), &facts.ids.purposes, purposes)
        && is_named(exemption.data_categories.as_deref(), &facts.ids.data_categories, categories)
}

fn is_named(refs: Option<&[Leaf<&str>]>, ids: &[String], entry: Option<usize>) -> bool {
    let Some(refs) = refs else { return true };
    let named = |index: usize| refs.iter().any(|leaf| leaf.value == ids[index]);
    entry.map_or_else(|| (0..ids.len()).all(named), named)
}
