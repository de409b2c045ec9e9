// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {TestLst} from "test/support/TestLst.sol";

/// @notice What a token that calls its holders would call.
interface ITransferHook {
    function onTransfer(address from, address to, uint256 amount) external;
}

/// @notice A token that calls sender and receiver of each transfer, as ERC-777 does, if they have asked for it.
contract HookLst is TestLst {
    mapping(address holder => bool) private _hooked;

    function setHooked(address holder, bool hooked) external {
        _hooked[holder] = hooked;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (_hooked[from]) ITransferHook(from).onTransfer(from, to, amount);
        super._update(from, to, amount);
        if (_hooked[to]) ITransferHook(to).onTransfer(from, to, amount);
    }
}
