#include "domain/documents/document_opening.hpp"

#include "base/limits.hpp"
#include "base/log.hpp"
#include "domain/documents/document_store.hpp"
#include "sql/accounts/throttles.hpp"

namespace portal::document_opening {
namespace {

constexpr auto window = std::chrono::hours{1};

}  // namespace

Opened open(const AccountScene& scene, const Reader& reader, DocumentId id, const std::filesystem::path& store) {
  auto document = documents::find(scene.db, reader.member, id);
  if (!document) return {};
  if (document_store::is_lost(store, scene.society.id, {document->file_digest, document->bytes})) {
    log::write(log::Level::error, "document_lost", {{"request", scene.origin.request_id}, {"document", number(id)}});
    return {.is_lost = true};
  }
  const std::string key =
      throttles::key(scene.secrets.throttle_key, "documents", std::to_string(number(reader.account)));
  const int count = throttles::add(scene.db, key, scene.now, window);
  if (count > limits::document_views_max) return {.too_many = true};
  if (count == limits::document_views_max)
    log::write(log::Level::warning, "documents_used_up",
               {{"request", scene.origin.request_id}, {"account", number(reader.account)}});
  record(scene, audit::Event::document_opened, {.account = reader.account, .member = reader.member, .object = id});
  if (document->is_new) documents::mark_opened(scene.db, id, scene.now);
  return {.document = std::move(document)};
}

}  // namespace portal::document_opening
