// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Test} from "forge-std/Test.sol";
import {VmSafe} from "forge-std/Vm.sol";

/// @notice Keeps what the last call used in the snapshot of a group, and holds it to a ceiling.
abstract contract OperationGas is Test {
    string private _group;

    constructor(string memory group) {
        _group = group;
    }

    /// @dev Of a transaction.
    function _atMost(string memory what, uint256 ceiling) internal {
        _record(what, _used(), ceiling);
    }

    /// @dev Of a view, which has no base and no refund.
    function _read(string memory what, uint256 ceiling) internal {
        _record(what, vm.lastCallGas().gasTotalUsed, ceiling);
    }

    /// @dev A receipt's gas of the last call: base included, refund taken off.
    function _used() internal view returns (uint256) {
        VmSafe.Gas memory gas = vm.lastCallGas();
        uint256 refund = gas.gasRefunded > 0 ? uint256(uint64(gas.gasRefunded)) : 0;
        return gas.gasTotalUsed - refund;
    }

    function _record(string memory what, uint256 used, uint256 ceiling) private {
        vm.snapshotValue(_group, what, used);
        emit log_named_uint(what, used);
        assertLe(used, ceiling, what);
    }
}
