// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

interface IEigenPauserRegistry {
    function isPauser(address account) external view returns (bool);
    function unpauser() external view returns (address);
}

/// @title MODEL of EigenLayer's PauserRegistry (ours, not EigenLayer's code)
/// @dev NOT MODELLED: more than one pauser.
contract EigenPauserRegistryModel is IEigenPauserRegistry {
    address private immutable _PAUSER;

    constructor(address pauser) {
        _PAUSER = pauser;
    }

    function isPauser(address account) external view returns (bool) {
        return account == _PAUSER;
    }

    function unpauser() external view returns (address) {
        return _PAUSER;
    }
}
