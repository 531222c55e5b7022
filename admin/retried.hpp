#pragma once
#include "base/limits.hpp"
#include "sql/database.hpp"

namespace portal::admin {

// What `portion` returns. It is one transaction, begun again as a whole when the database gave way to another program:
// nothing of it was done then. Throws db::TryAgain after the last of limits::transaction_tries_max tries.
template <class Portion>
auto retried(Portion portion) {
  for (int tries = 1;; ++tries) {
    try {
      return portion();
    } catch (const db::TryAgain&) {
      if (tries == limits::transaction_tries_max) throw;
    }
  }
}

}  // namespace portal::admin
