// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title MODEL of Lido's EIP712StETH (ours, not Lido's code)
/// @notice The signing domain of stETH's permits, which stETH asks another contract for.
contract Eip712StEthModel {
    string private constant NAME = "Liquid staked Ether 2.0";
    string private constant VERSION = "2";
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    function domainSeparatorV4(address stEth) public view returns (bytes32) {
        return
            keccak256(
                abi.encode(DOMAIN_TYPEHASH, keccak256(bytes(NAME)), keccak256(bytes(VERSION)), block.chainid, stEth)
            );
    }

    function hashTypedDataV4(address stEth, bytes32 structHash) external view returns (bytes32) {
        return keccak256(abi.encodePacked("\x19\x01", domainSeparatorV4(stEth), structHash));
    }

    function eip712Domain(address stEth)
        external
        view
        returns (string memory name, string memory version, uint256 chainId, address verifyingContract)
    {
        return (NAME, VERSION, block.chainid, stEth);
    }
}
