exports.handler = async (event) => ({ ok: true, got: event });
