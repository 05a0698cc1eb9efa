"""One question to the node."""

from access import Access, Fault
from graph import SPECIAL
from writes import GIVES, WRITES


class Call:
    """One question to the node: who asks, and what was seen and done on the way."""

    def __init__(self, node, viewer):
        self.node, self.records, self.community, self.viewer = node, node.records, node.community, viewer
        self.access, self.is_here = Access(node.records, viewer), node.status is not None

    def id_of(self, own):
        """The id of a record of the community, as the graph has it."""
        return f"{self.community}:{own}"

    def write(self, name, data):
        """Does a mutation for the community's office. Whoever may not write is refused first."""
        here = data["community"] == self.community
        if here and self.is_here:
            self.access.require_office("WRITE", f"Mutation.{name}")
        elif self.viewer["role"] != "community-office" or self.viewer.get("division") != data["community"]:
            code = "UNAUTHENTICATED" if self.viewer["role"] == "anonymous" else "FORBIDDEN"
            raise Fault(code, f"Expected a token of the office of {data['community']}.")
        if not here or not self.is_here:
            raise Fault("MOVED", f"Another server answers for {data['community']}.", community=data["community"])
        if self.node.status == "LEAVING":
            raise Fault("MOVING", "The community is moving to another server and takes no writes for a moment.")
        if name not in WRITES:
            raise Fault("NODE_UNAVAILABLE", f"This node does not do {name} yet.")
        made = WRITES[name](self, data)
        self.access.written(f"Mutation.{name}")
        return SPECIAL[GIVES[name]](self, made, {}) if name in GIVES else made
