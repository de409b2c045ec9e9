// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IEigenPauserRegistry} from "./EigenPauserRegistryModel.sol";

/// @notice Switches, each a bit of one word: pausers set them, the unpauser clears them.
abstract contract EigenPausableModel {
    IEigenPauserRegistry public immutable pauserRegistry;
    uint256 private _paused;

    event Paused(address indexed account, uint256 newPausedStatus);
    event Unpaused(address indexed account, uint256 newPausedStatus);

    error OnlyPauser();
    error OnlyUnpauser();
    error CurrentlyPaused();
    error InvalidNewPausedStatus();

    constructor(address registry) {
        pauserRegistry = IEigenPauserRegistry(registry);
    }

    modifier onlyWhenNotPaused(uint8 bit) {
        if (paused(bit)) revert CurrentlyPaused();
        _;
    }

    function pause(uint256 newStatus) external {
        if (!pauserRegistry.isPauser(msg.sender)) revert OnlyPauser();
        if (_paused & newStatus != _paused) revert InvalidNewPausedStatus();
        _setPaused(newStatus);
    }

    function pauseAll() external {
        if (!pauserRegistry.isPauser(msg.sender)) revert OnlyPauser();
        _setPaused(type(uint256).max);
    }

    function unpause(uint256 newStatus) external {
        if (msg.sender != pauserRegistry.unpauser()) revert OnlyUnpauser();
        if (_paused | newStatus != _paused) revert InvalidNewPausedStatus();
        _paused = newStatus;
        emit Unpaused(msg.sender, newStatus);
    }

    function paused() external view returns (uint256) {
        return _paused;
    }

    function paused(uint8 bit) public view returns (bool) {
        return _paused >> bit & 1 == 1;
    }

    function _setPaused(uint256 status) private {
        _paused = status;
        emit Paused(msg.sender, status);
    }
}
