class Boom extends Error {
  constructor(message) {
    super(message);
    this.name = 'Boom';
  }
}

exports.handler = async () => {
  throw new Boom('no');
};
