#include "admin/backup/recorded.hpp"

#include <cstdint>

#include "admin/backup/archive.hpp"
#include "admin/call.hpp"
#include "admin/retried.hpp"
#include "sql/audit/audit.hpp"

namespace portal::admin::backup {
namespace {

// 20261129183000 of portal-20261129T183000Z.tar.zst.age.
audit::BackupNumber number_of(Timestamp made_at) {
  constexpr int base = 10;
  std::int64_t digits = 0;
  for (const char c : name_of(made_at))
    if (c >= '0' && c <= '9') digits = digits * base + (c - '0');
  return audit::BackupNumber{digits};
}

}  // namespace

void record(db::Database& database, audit::Event event, Timestamp made_at) {
  retried([&] {
    db::Transaction transaction(database);
    const Timestamp now = database.now();
    for (const Society& society : societies::all(database)) {
      db::SocietyDatabase inside(database, society.id);
      audit::write(inside, event, {.object = number_of(made_at)}, {.operator_name = operator_name()}, now);
    }
    transaction.commit();
    return true;
  });
}

}  // namespace portal::admin::backup
