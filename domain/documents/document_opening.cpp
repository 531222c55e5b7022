#include "domain/documents/document_opening.hpp"

#include "base/limits.hpp"
#include "base/log.hpp"
#include "sql/accounts/throttles.hpp"

namespace portal::document_opening {
namespace {

constexpr auto window = std::chrono::hours{1};

}  // namespace

Opened open(db::SocietyDatabase& db, std::string_view throttle_key, const Reader& reader, DocumentId id,
            Timestamp now) {
  auto document = documents::find(db, reader.member, id);
  if (!document) return {};
  const std::string key = throttles::key(throttle_key, "documents", std::to_string(number(reader.account)));
  const int count = throttles::add(db, key, now, window);
  if (count > limits::document_views_max) return {{}, true};
  if (count == limits::document_views_max)
    log::write(log::Level::warning, "documents_used_up",
               {{"request", reader.origin.request_id}, {"account", number(reader.account)}});
  audit::write(db, audit::Event::document_opened, {.account = reader.account, .member = reader.member, .object = id},
               reader.origin, now);
  if (document->is_new) documents::mark_opened(db, id, now);
  return {std::move(document), false};
}

}  // namespace portal::document_opening
