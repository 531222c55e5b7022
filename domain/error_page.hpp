#pragma once
#include <span>
#include <string>
#include <string_view>

#include "base/http_status.hpp"
#include "sql/societies.hpp"
#include "templates/view.hpp"

// What an error page says: the same words whether a worker answers or nginx shows the copy that portalctl made.
namespace portal::error_page {

struct Content {
  std::string title;
  View view;
};

// Every status that has a page of its own, those that only nginx gives included.
std::span<const HttpStatus> statuses();

// `society` is whose telephone number stands there; none outside every society. A status without a page of its own gets
// the words of 500. `request_number` is what the member reads out on the telephone.
Content make(const Society* society, HttpStatus status, std::string_view request_number);

// The beginning of a request's id: short enough to be read out, long enough to find the request in the logs.
std::string_view number_of(std::string_view request_id);

}  // namespace portal::error_page
