/// The keeper and its command line: what a person types becomes a request to the runtime. Arguments
/// come in; sentences for people, JSON for programs and exit statuses go out. Nothing here decides
/// anything about the service.
package dev.berth.app;
