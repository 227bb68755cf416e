//! Which article applies to which data: Art. 13 for what is collected from the person, Art. 14 for what is obtained elsewhere.
//! Never guesses: without sources neither is known to apply.

use super::{Ids, resolve};
use crate::notice::{Notice, tree::NodeId};

/// How a data category comes to the controller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryFact {
    /// The category.
    pub at: NodeId,
    /// Its sources, as indexes.
    pub sources: Vec<usize>,
    /// Whether some of it is collected from the person: told or observed (Art. 13; C-422/24).
    pub article_13: bool,
    /// Whether some of it is obtained elsewhere or made by the controller (Art. 14; C-169/23).
    pub article_14: bool,
}

pub(super) fn categories(notice: &Notice<'_>, ids: &Ids) -> Vec<CategoryFact> {
    notice
        .data_categories
        .iter()
        .map(|category| {
            let sources = resolve(category.sources.as_deref(), &ids.sources);
            let has = |from_person: bool| sources.iter().any(|s| notice.sources[*s].kind.is_some_and(|kind| kind.value.from_the_person() == from_person));
            CategoryFact { at: category.at, article_13: has(true), article_14: has(false), sources }
        })
        .collect()
}

/// Whether Arts 13 and 14 apply to the notice as a whole: through its categories, or through its sources where it has no category.
pub(super) fn whole(notice: &Notice<'_>, categories: &[CategoryFact]) -> (bool, bool) {
    if categories.is_empty() {
        let has = |from_person: bool| notice.sources.iter().any(|s| s.kind.is_some_and(|kind| kind.value.from_the_person() == from_person));
        return (has(true), has(false));
    }
    (categories.iter().any(|c| c.article_13), categories.iter().any(|c| c.article_14))
}
