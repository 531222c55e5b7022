#include "fcgi/visit.hpp"

namespace portal {

audit::Origin Visit::origin() const { return {request.client_address, request.id}; }
std::string Visit::url(std::string_view path) const { return "/" + society.slug + std::string(path); }

}  // namespace portal
