//! Which pairs of purpose and data category have a storage period or the criteria for it (Art. 13(2)(a)).
//! Never judges whether a period is long or short.

use super::{Ids, resolve};
use crate::notice::model::Retention;
use crate::notice::{Notice, tree::NodeId};

/// What retention says of one purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The purpose.
    pub at: NodeId,
    /// Per category the purpose uses: its index and the retention entries that cover the pair, in their order.
    pub pairs: Vec<(usize, Vec<usize>)>,
    /// Whether all of it is covered. A purpose whose categories are not known is covered by an entry for it.
    pub complete: bool,
}

pub(super) fn covers(notice: &Notice<'_>, ids: &Ids, purpose_categories: &[Vec<usize>]) -> Vec<Cover> {
    let entries: Vec<(Vec<usize>, Vec<usize>)> = notice.retention.iter().map(|entry| reach(notice, ids, entry)).collect();
    notice
        .purposes
        .iter()
        .enumerate()
        .map(|(index, purpose)| {
            let of_purpose = |entry: &usize| entries[*entry].0.contains(&index);
            let pairs: Vec<(usize, Vec<usize>)> = purpose_categories[index]
                .iter()
                .map(|category| (*category, (0..entries.len()).filter(|entry| of_purpose(entry) && entries[*entry].1.contains(category)).collect()))
                .collect();
            let complete =
                if pairs.is_empty() { (0..entries.len()).any(|entry| of_purpose(&entry)) } else { pairs.iter().all(|(_, entries)| !entries.is_empty()) };
            Cover { at: purpose.at, pairs, complete }
        })
        .collect()
}

/// The purposes and the data categories an entry is about, as indexes.
#[must_use]
pub fn reach(notice: &Notice<'_>, ids: &Ids, entry: &Retention<'_>) -> (Vec<usize>, Vec<usize>) {
    let mut categories = resolve(entry.data_categories.as_deref(), &ids.data_categories);
    if let Some(parts) = &entry.parts {
        let within = |category: &usize| {
            notice.data_categories[*category].parts.as_ref().is_some_and(|own| own.iter().all(|part| parts.iter().any(|p| p.value == part.value)))
        };
        categories.retain(within);
    }
    (resolve(entry.purposes.as_deref(), &ids.purposes), categories)
}
