// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IStEth} from "./ILido.sol";

/// @title MODEL of Lido's WithdrawalVault (ours, not Lido's code)
/// @notice Holds what came back from the consensus layer until a report carries it to stETH.
contract LidoWithdrawalVaultModel {
    IStEth public immutable LIDO;

    error NotLido();
    error ZeroAmount();
    error NotEnoughEther(uint256 requested, uint256 balance);

    constructor(address stEth) {
        LIDO = IStEth(stEth);
    }

    receive() external payable {}

    function withdrawWithdrawals(uint256 amount) external {
        if (msg.sender != address(LIDO)) revert NotLido();
        if (amount == 0) revert ZeroAmount();
        if (amount > address(this).balance) revert NotEnoughEther(amount, address(this).balance);
        LIDO.receiveWithdrawals{value: amount}();
    }
}
